// The form of a voice profile: what is sent, and what becomes of it.
import { WIRE, expect, expectAccessible, shots, test } from "./fixtures";
import {
  addFaults,
  BERLIN,
  changeMeanwhile,
  choice,
  configure,
  create,
  environment,
  field,
  ODD,
  OLD_SPELLING,
  open,
  openForm,
  PATH,
  SALES,
  save,
  writes,
} from "./voice-profiles";

test.describe("a change", () => {
  test("sends only what changed, exactly as shown before", async ({ page, world, request }) => {
    await openForm(page, world, BERLIN);
    await field(page, "Max rate").fill("0,02");
    const preview = page.getByRole("region", { name: "Request", exact: true });
    await expect(preview).toContainText(`PATCH /ot/rest${PATH}/${BERLIN}`);
    await expect(preview).toContainText('"max_rate": 0.02');
    await expect(preview).toContainText("x-auth-token: [redacted]");
    await preview.getByRole("button", { name: "Copy as cURL" }).click();
    await expect(preview.getByRole("button", { name: "Copied" })).toBeVisible();
    const command = await page.evaluate(() => navigator.clipboard.readText());
    expect(command).toContain(`curl -X PATCH 'http://127.0.0.1`);
    expect(command).toContain(`-H "x-auth-token: $TOKEN"`);
    expect(command).toContain(`--data-raw '{"max_rate":0.02}'`);
    await save(page);
    await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
    const [patch, ...more] = await writes(request, world);
    expect(more).toEqual([]);
    expect(patch.path).toContain(`${PATH}/${BERLIN}`);
    expect(patch.body).toBe('{"max_rate":0.02}');
    await save(page);
    await expect(page.getByRole("status").filter({ hasText: "Nothing has changed" })).toBeVisible();
    expect(await writes(request, world)).toHaveLength(1);
  });

  test("of one field leaves values alone that nobody knows", async ({ page, world, request }) => {
    await openForm(page, world, ODD);
    await expect(choice(page, "Record calls").locator("option:checked")).toHaveText("7 (as returned by the server)");
    await expect(choice(page, "Recording format").locator("option:checked")).toHaveText("flac (as returned by the server)");
    await expect(choice(page, "Audio tracks")).toHaveValue("5");
    await field(page, "Channel limit").fill("9");
    await save(page);
    await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
    expect((await writes(request, world)).map(({ body }) => body)).toEqual(['{"channel_limit":9}']);
    await expect(choice(page, "Record calls")).toHaveValue("7");
  });

  test("clears a field by an act of its own", async ({ page, world, request }) => {
    await openForm(page, world, BERLIN);
    const limit = field(page, "Daily spend limit");
    await limit.fill("");
    await save(page);
    await expect(limit).toHaveAttribute("aria-invalid", "true");
    expect(await writes(request, world)).toEqual([]);
    await page.getByRole("button", { name: "Clear daily spend limit" }).click();
    await expect(page.getByText("Sent as null.")).toBeVisible();
    await expect(page.getByRole("region", { name: "Spend guard" })).toContainText("No daily spend limit");
    await save(page);
    await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
    expect((await writes(request, world)).map(({ body }) => body)).toEqual(['{"daily_spend_limit":null}']);
  });

  test("sends the documented spelling, and says that nobody knows what 0 means", async ({ page, world, request }) => {
    await openForm(page, world, OLD_SPELLING);
    await expect(field(page, "Daily spend limit")).toHaveValue("75.5");
    await field(page, "Daily spend limit").fill("80");
    await save(page);
    await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
    expect((await writes(request, world))[0].json).toEqual({ daily_spend_limit: 80 });
    await page.getByRole("link", { name: "All voice profiles" }).click();
    await page.getByRole("link", { name: "Zero limits" }).click();
    await expect(page.getByText("meaning is not documented").first()).toBeVisible();
    await expect(page.getByText("No daily")).toHaveCount(0);
  });

  test("by somebody else meanwhile is chosen field by field", async ({ page, world, request }) => {
    await openForm(page, world, BERLIN);
    await field(page, "Name").fill("Mine");
    await field(page, "Channel limit").fill("31");
    await changeMeanwhile(request, world, BERLIN, { name: "Theirs", max_rate: 0.5 });
    await save(page);
    const meanwhile = page.getByRole("group", { name: "Changed meanwhile" });
    await expect(meanwhile).toBeFocused();
    await expect(meanwhile).toContainText("Name, was Support desk Berlin");
    expect(await writes(request, world)).toHaveLength(1);
    await expect(field(page, "Max rate")).toHaveValue("0.5");
    await expect(field(page, "Name")).toHaveValue("Mine");
    await meanwhile.getByRole("group", { name: /^Name/ }).getByLabel(/^Theirs/).check();
    await expect(field(page, "Name")).toHaveValue("Theirs");
    await shots(page, "voice-meanwhile");
    await expectAccessible(page);
    await save(page);
    await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
    expect((await writes(request, world)).at(-1)?.body).toBe('{"channel_limit":31}');
  });

  test("whose answer is lost is looked for in the profile", WIRE, async ({ page, world, request }) => {
    await openForm(page, world, BERLIN);
    await addFaults(request, world, { method: "PATCH", drop: "after-effect", times: 1 });
    await field(page, "Channel limit").fill("31");
    await save(page);
    await expect(page.getByRole("status").filter({ hasText: "the answer got lost" })).toBeVisible();
    await addFaults(request, world, { method: "PATCH", drop: "before-effect", times: 1 });
    await field(page, "Channel limit").fill("32");
    await save(page);
    await expect(page.getByRole("alert")).toContainText("The change is not there");
    await expect(field(page, "Channel limit")).toHaveValue("32");
    expect(await writes(request, world)).toHaveLength(2);
  });
});

test.describe("a new profile", () => {
  test("is checked field by field, with a summary that leads to them", async ({ page, world, request }) => {
    await open(page, world, "/voice-profiles/new");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("New voice profile");
    for (const [name, bad, says, good] of [
      ["Tech prefix", "10234", "Has 5 digits", "100500"],
      ["Tech prefix", "099999", "Enter 100000 to 999999", "100500"],
      ["Channel limit", "-1", "Enter 0 or more", "120"],
      ["Max rate", "cheap", "Enter a number", "0,0125"],
      ["Daily spend limit", "1,000", "can be read as either", "1000"],
      ["Name", "x".repeat(256), "Has 256 characters", "x".repeat(255)],
    ] as const) {
      const box = field(page, name);
      await box.fill(bad);
      await box.blur();
      await expect(box).toHaveAttribute("aria-invalid", "true");
      await expect(box).toHaveAccessibleDescription(new RegExp(says));
      await box.fill(good);
      await expect(box).not.toHaveAttribute("aria-invalid", "true");
    }
    await field(page, "Name").fill("");
    await field(page, "Tech prefix").fill("1");
    await field(page, "Additional fields (JSON)").fill("{");
    await create(page);
    const summary = page.getByRole("alert").filter({ hasText: "3 things keep this profile" });
    await expect(summary).toBeFocused();
    await shots(page, "voice-new");
    await expectAccessible(page);
    await summary.getByRole("link", { name: /^Tech prefix/ }).click();
    await expect(field(page, "Tech prefix")).toBeFocused();
    expect(await writes(request, world)).toEqual([]);
  });

  test("is created from the keyboard, with both decimal marks and additional fields", async ({ page, world, request }) => {
    await open(page, world, "/voice-profiles/new");
    await field(page, "Name").fill("New one");
    await field(page, "Tech prefix").fill("100002");
    await expect(page.getByRole("region", { name: "Spend guard" })).toContainText("also the prefix of Sales outbound");
    await expect(page.getByText("Next free is 100041.").first()).toBeVisible();
    await page.getByRole("button", { name: "Use 100041" }).press("Enter");
    await expect(field(page, "Tech prefix")).toHaveValue("100041");
    await field(page, "Channel limit").fill("120");
    await field(page, "Max rate").fill("0,0125");
    await expect(page.getByRole("region", { name: "Spend guard" })).toContainText("2,160");
    await choice(page, "Record calls").selectOption("1");
    await choice(page, "Recording format").selectOption("mp3");
    await choice(page, "Audio tracks").selectOption("1");
    await field(page, "Additional fields (JSON)").fill('{"product": {"id": 4}, "password": "canary-typed"}');
    await expect(page.getByRole("region", { name: "Request", exact: true })).not.toContainText("canary");
    await field(page, "Name").press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("New one");
    const sent = await writes(request, world);
    expect(sent).toHaveLength(1);
    expect(sent[0].json).toEqual({
      name: "New one", tech_prefix: 100041, channel_limit: 120, max_rate: 0.0125, record_calls: 1,
      filemat: "mp3", audio_track_type: 1, product: { id: 4 }, password: "canary-typed",
    });
    expect(await page.content()).not.toContain("canary");
  });

  test("gets the server's own errors at its fields, and others in the summary", async ({ page, world, request }) => {
    await open(page, world, "/voice-profiles/new");
    await field(page, "Name").fill("Fields at fault");
    await create(page);
    await expect(page.getByRole("alert").filter({ hasText: "keep this profile" })).toBeFocused();
    await expect(page.locator("[aria-invalid=true]").first()).toHaveAccessibleDescription(/The server says/);
    await expect(page.getByRole("alert").filter({ hasText: "was not created" })).toContainText("500");
    for (const [name, says] of [["Refused in 200", "was not created"], ["Refused 500", "500"]] as const) {
      await open(page, world, "/voice-profiles/new");
      await field(page, "Name").fill(name);
      await create(page);
      await expect(page.getByRole("alert")).toContainText(says);
      await expect(page.getByRole("alert")).not.toContainText("created: OK");
    }
    expect(await writes(request, world)).toHaveLength(3);
  });

  test("whose answer is lost is found in the list and not sent again", WIRE, async ({ page, world, request }) => {
    await open(page, world, "/voice-profiles/new");
    await field(page, "Name").fill("Answer lost");
    await create(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Answer lost");
    expect(await writes(request, world)).toHaveLength(1);
  });

  test("that never arrived is searched for before another is sent", WIRE, async ({ page, world, request }) => {
    await open(page, world, "/voice-profiles/new");
    await field(page, "Name").fill("Never arrived");
    await create(page);
    await expect(page.getByRole("alert")).toContainText("is not known");
    await expect(page.getByRole("alert")).toContainText("has no such profile");
    await field(page, "Name").fill("Arrives");
    await create(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Arrives");
    expect((await writes(request, world)).map(({ json }) => json.name)).toEqual(["Never arrived", "Arrives"]);
  });

  test("begins as a duplicate, with a name and a prefix of its own", async ({ page, world }) => {
    await openForm(page, world, BERLIN);
    await page.getByRole("link", { name: "Duplicate" }).click();
    await expect(field(page, "Name")).toHaveValue("Copy of Support desk Berlin");
    await expect(field(page, "Tech prefix")).toHaveValue("100041");
    await expect(field(page, "Daily spend limit")).toHaveValue("150.5");
    await expect(field(page, "Additional fields (JSON)")).toHaveAccessibleDescription(/Not copied.*is_active/);
    await open(page, world, "/voice-profiles/new?from=nowhere");
    await expect(page.getByRole("alert")).toContainText("not in the list");
  });
});

test.describe("a server by the letter of the page", () => {
  test.use({ worldOptions: { opentact: { letter_by_letter: true } } });
  test("is served by path templates", async ({ page, world, request }) => {
    const paths = { modify: PATH, remove: `${PATH}{uuid}` };
    await configure(page, environment({ openTact: { baseUrl: "/ot/rest", auth: "password", paths } }));
    await openForm(page, world, SALES);
    await field(page, "Channel limit").fill("121");
    await save(page);
    await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
    await page.getByRole("button", { name: "Delete voice profile" }).click();
    await page.getByRole("textbox", { name: "Name of the voice profile" }).fill("Sales outbound");
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(page.getByRole("status").first()).toHaveText("8 voice profiles");
    const [patch, remove] = await writes(request, world);
    expect(patch.path.endsWith(PATH)).toBe(true);
    expect(patch.json).toEqual({ channel_limit: 121, uuid: SALES });
    expect(remove.path.endsWith(`${PATH}${SALES}`)).toBe(true);
  });
});

test.describe("what a server may send otherwise", () => {
  test.use({ worldOptions: { opentact: { payload_as_array: true, created_status: 201 } } });
  test("a single profile in a list, and 201", async ({ page, world }) => {
    await open(page, world, "/voice-profiles/new");
    await field(page, "Name").fill("In a list");
    await create(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("In a list");
    await field(page, "Channel limit").fill("3");
    await save(page);
    await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
  });
});

for (const [name, fault, says] of [
  ["403", { status: 403 }, "403 Forbidden"],
  ["404", { status: 404 }, "404 Not Found"],
  ["409 in the vendor's envelope", { status: 409, body: { success: false, message: "Somebody is at it" } }, "Somebody is at it"],
  ["500", { status: 500 }, "500 Internal Server Error"],
  ["502 with HTML", { status: 502, html: true }, "502 Bad Gateway"],
  ["success: false in a 200", { body: { success: false, message: "Not today" } }, "Not today"],
  ["an empty 200 that changed nothing", { empty: true }, "shows other values"],
  ["a web page in a 200", { html: true }, "The change is not there"],
  ["a success that changed nothing", { body: { success: true } }, "shows other values"],
] as const) {
  test(`a save that is answered with ${name} says so, and keeps the form`, async ({ page, world, request }) => {
    // Twelve calls at once: the usual budget of ten would hold the last ones back for ten seconds.
    await configure(page, environment({ requestsPer10s: 100 }));
    await openForm(page, world, BERLIN);
    await addFaults(request, world, { method: "PATCH", times: 1, ...fault });
    await field(page, "Channel limit").fill("31");
    await save(page);
    await expect(page.getByRole("alert")).toContainText(says);
    await expect(page.getByRole("status").filter({ hasText: "Saved" })).toHaveCount(0);
    // Only what the server itself shows otherwise takes the place of what was typed.
    if (says !== "shows other values") await expect(field(page, "Channel limit")).toHaveValue("31");
    await field(page, "Channel limit").fill("31");
    await save(page);
    await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
    expect((await writes(request, world)).map(({ body }) => body)).toEqual(['{"channel_limit":31}', '{"channel_limit":31}']);
  });
}

test("errors of single fields stand at their fields, others in the summary", async ({ page, world, request }) => {
  await openForm(page, world, BERLIN);
  const fields = { "params.tech_prefix": { message: "is taken", value: "100002" }, "params.carrier": { message: "is not known" } };
  await addFaults(request, world, { method: "PATCH", times: 1, status: 500, body: { success: false, message: "Validation", fields } });
  await field(page, "Tech prefix").fill("100002");
  await save(page);
  await expect(field(page, "Tech prefix")).toHaveAttribute("aria-invalid", "true");
  await expect(field(page, "Tech prefix")).toHaveAccessibleDescription(/The server says: is taken/);
  const summary = page.getByRole("alert").filter({ hasText: "keep this profile" });
  await expect(summary).toBeFocused();
  await expect(summary).toContainText("carrier: is not known");
  await expectAccessible(page);
  await field(page, "Tech prefix").fill("100600");
  await expect(field(page, "Tech prefix")).not.toHaveAttribute("aria-invalid", "true");
  await save(page);
  await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
});

test("a session that ends with a save loses nothing and sends nothing by itself", async ({ page, world, request }) => {
  await openForm(page, world, BERLIN);
  await addFaults(request, world, { method: "PATCH", times: 1, expire_token: true });
  await field(page, "Channel limit").fill("31");
  await save(page);
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  const form = dialog.getByRole("form", { name: "OpenTACT" });
  await form.getByRole("textbox", { name: "Email" }).fill(world.email);
  await form.getByLabel("Password").fill(world.password);
  await form.getByRole("button", { name: "Connect" }).click();
  await expect(dialog).toBeHidden();
  await expect(field(page, "Channel limit")).toHaveValue("31");
  expect(await writes(request, world)).toHaveLength(1);
  await save(page);
  await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
  expect(await writes(request, world)).toHaveLength(2);
});
