// Voice profiles: the list with its spend guard, the form, what is sent, and what becomes of it.
import { expect, expectAccessible, shots, signIn, test, type World } from "./fixtures";
import type { APIRequestContext, Page } from "@playwright/test";

const PATH = "/profile/outbound_voice";
/** "Support desk Berlin" of the sandbox. */
const BERLIN = "d9d46091-0501-486e-b319-a7fa7216fa13";
const SALES = "2735158a-caf3-4528-bba9-76ebdfc34c30";
const ODD = "a2c2663f-0b19-4aef-9278-5ed8c472281a";
const ZERO = "e4ba410e-b57b-4bf9-9337-a3b061037b5f";
const OLD_SPELLING = "0439ab2e-c496-4eaa-bc83-81c8eae76a25";

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  json: Record<string, unknown>;
}

async function open(page: Page, world: World, path: string) {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await signIn(page, world, { opentact: true });
}

async function openForm(page: Page, world: World, uuid: string) {
  await open(page, world, `/voice-profiles/${uuid}`);
  await expect(field(page, "Name")).not.toHaveValue("");
}

const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const choice = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });
const save = (page: Page) => page.getByRole("button", { name: "Save changes", exact: true }).click();
const create = (page: Page) => page.getByRole("button", { name: "Create voice profile", exact: true }).click();

/** The writes that the world was asked for. */
async function writes(request: APIRequestContext, world: World): Promise<Sent[]> {
  const all = (await (await request.get(`/sandbox/worlds/${world.id}/requests`)).json()) as Sent[];
  return all.filter(({ method }) => ["POST", "PATCH", "DELETE"].includes(method));
}

async function addFaults(request: APIRequestContext, world: World, ...data: object[]) {
  const added = await request.post(`/sandbox/worlds/${world.id}/faults`, { data });
  expect(added.ok(), await added.text()).toBe(true);
}

/** Somebody else changes a profile. */
async function changeMeanwhile(request: APIRequestContext, world: World, uuid: string, data: object) {
  const auth = await request.get("/ot/rest/auth", {
    headers: { Authorization: `Basic ${Buffer.from(`${world.email}:${world.password}`).toString("base64")}` },
  });
  const { payload } = (await auth.json()) as { payload: { token: string } };
  const changed = await request.patch(`/ot/rest${PATH}/${uuid}`, { data, headers: { "X-Auth-Token": payload.token } });
  expect(changed.ok(), await changed.text()).toBe(true);
}

test.describe("the list", () => {
  test.beforeEach(async ({ page, world }) => {
    await open(page, world, "/voice-profiles");
    await expect(page.getByRole("status").first()).toHaveText("9 voice profiles");
  });

  test("shows every profile with what to look at, and searches and sorts", async ({ page }) => {
    const grid = page.getByRole("grid", { name: "Voice profiles" });
    const row = (name: string) => grid.getByRole("row").filter({ hasText: name });
    await expect(grid).toHaveAttribute("aria-rowcount", "10");
    await expect(row("Unlimited legacy")).toContainText("No channel limit");
    await expect(row("Unknown words")).toContainText("flac");
    await expect(row("Unknown words").getByRole("gridcell", { name: "7", exact: true })).toBeVisible();
    // 30 × 0.0125 × 1,440, and the limit that is spelt another way.
    await expect(row("Support desk Berlin")).toContainText("540");
    await expect(row("Old spelling")).toContainText("75.5");
    await expect(row("Zero limits")).toContainText("meaning not documented");

    const search = page.getByRole("searchbox", { name: "Search" });
    for (const [text, count] of [["shared", 2], ["100030", 1], ["no daily spend", 2], [BERLIN, 1]] as const) {
      await search.fill(text);
      await expect(page.getByRole("status").first()).toHaveText(`${count} of 9 voice profiles`);
    }
    await expect(page).toHaveURL(/q=d9d46091/);
    await page.getByRole("button", { name: "Clear filters" }).click();

    const head = page.getByRole("columnheader", { name: "Channel limit" });
    await head.getByRole("button").click();
    await expect(page.locator("[aria-rowindex='2']")).toContainText("Zero limits");
    await head.getByRole("button").click();
    await expect(head).toHaveAttribute("aria-sort", "descending");
    await expect(page.locator("[aria-rowindex='2']")).toContainText("Call centre");
    await expect(page).toHaveURL(/sort=-channels/);
  });

  test("is exported with the server's own values and without secrets", async ({ page }) => {
    await page.getByRole("button", { name: "Export" }).click();
    await expect(page.getByText("9 rows, as filtered and sorted")).toBeVisible();
    const download = async (name: string) => {
      const saving = page.waitForEvent("download");
      await page.getByRole("menuitem", { name }).click();
      return (await (await (await saving).createReadStream()).toArray()).join("");
    };
    const csv = await download("CSV for machines");
    expect(csv).toContain("Unknown words,Recording is 7,100030,8,0.04,40,7,flac,5,");
    await page.getByRole("button", { name: "Export" }).click();
    const json = await download("JSON");
    expect(JSON.parse(json)).toHaveLength(9);
    expect(json).not.toContain("canary");
  });

  test("is usable by everybody, in light and dark and on a phone", async ({ page }) => {
    await shots(page, "voice-profiles");
    await expectAccessible(page);
    await page.setViewportSize({ width: 375, height: 812 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  });
});

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

  test("whose answer is lost is looked for in the profile", async ({ page, world, request }) => {
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

  test("whose answer is lost is found in the list and not sent again", async ({ page, world, request }) => {
    await open(page, world, "/voice-profiles/new");
    await field(page, "Name").fill("Answer lost");
    await create(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Answer lost");
    expect(await writes(request, world)).toHaveLength(1);
  });

  test("that never arrived is searched for before another is sent", async ({ page, world, request }) => {
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

test.describe("what uses a profile", () => {
  const sip = (page: Page) => page.getByRole("region", { name: "SIP connections" });
  const apps = (page: Page) => page.getByRole("region", { name: "Control apps" });

  test("is listed, and connections are never shown as control apps", async ({ page, world }) => {
    await openForm(page, world, BERLIN);
    await expect(sip(page).getByRole("row")).toHaveCount(3);
    await expect(sip(page)).toContainText("192.0.2.10:5060");
    await expect(apps(page)).toContainText("Queue announcements");
    await expect(apps(page)).not.toContainText("Berlin SBC");
    await shots(page, "voice-profile");
    await expectAccessible(page);
    await page.setViewportSize({ width: 375, height: 812 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    expect(await page.content()).not.toContain("canary");
  });

  for (const [name, opentact, says] of [
    ["a server without it falls back to the account's lists", { connections: "not_found" }, "Berlin SBC"],
    ["a server that says nothing is told so", { connections: "not_found", lists_without_profile: true }, "do not say which profile"],
  ] as const) {
    test.describe(name, () => {
      test.use({ worldOptions: { opentact } });
      test("with a 404", async ({ page, world }) => {
        await openForm(page, world, BERLIN);
        await expect(sip(page)).toContainText("does not offer");
        await expect(sip(page)).toContainText(says);
        await expect(apps(page)).toContainText("does not offer");
      });
    });
  }

  test.describe("a mixed list", () => {
    test.use({ worldOptions: { opentact: { connections: "mixed" } } });
    test("is parted", async ({ page, world }) => {
      await openForm(page, world, BERLIN);
      await expect(sip(page).getByRole("row")).toHaveCount(3);
      await expect(apps(page).getByRole("row")).toHaveCount(2);
    });
  });
});

test.describe("a removal", () => {
  test("lists what uses the profile, asks for its name, and can be restored", async ({ page, world, request }) => {
    await openForm(page, world, BERLIN);
    await expect(page.getByRole("region", { name: "SIP connections" }).getByRole("row")).toHaveCount(3);
    await page.getByRole("button", { name: "Delete voice profile" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Delete voice profile" });
    await expect(dialog).toContainText("Berlin SBC standby");
    await expect(dialog).toContainText("Queue announcements");
    const name = dialog.getByRole("textbox", { name: "Name of the voice profile" });
    await name.fill("support desk");
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(name).toHaveAttribute("aria-invalid", "true");
    expect(await writes(request, world)).toEqual([]);
    await shots(page, "voice-delete");
    await expectAccessible(page);
    await name.fill("Support desk Berlin");
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(page.getByRole("status").first()).toHaveText("8 voice profiles");
    const sent = await writes(request, world);
    expect(sent.map(({ method, path, body }) => [method, path.endsWith(`${PATH}/${BERLIN}`), body])).toEqual([["DELETE", true, sent[0].body]]);
    await page.getByRole("button", { name: "Restore as a new profile" }).click();
    await expect(field(page, "Name")).toHaveValue("Support desk Berlin");
    await create(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Support desk Berlin");
    expect((await writes(request, world)).at(-1)?.json).toEqual({
      name: "Support desk Berlin", tech_prefix: 100001, channel_limit: 30, max_rate: 0.0125, record_calls: 1,
      daily_spend_limit: 150.5, filemat: "mp3", audio_track_type: 1,
    });
  });

  test("whose answer is lost is looked for, and a refused one is told", async ({ page, world, request }) => {
    await openForm(page, world, ZERO);
    await addFaults(request, world, { method: "DELETE", status: 500, times: 1 }, { method: "DELETE", drop: "after-effect", times: 1 });
    await page.getByRole("button", { name: "Delete voice profile" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("textbox").fill("Zero limits");
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(dialog.getByRole("alert")).toContainText("500");
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(page.getByRole("status").first()).toHaveText("8 voice profiles");
    expect(await writes(request, world)).toHaveLength(2);
  });
});

test("two profiles are compared side by side, in the address", async ({ page, world }) => {
  await open(page, world, `/voice-profiles/compare?a=${BERLIN}`);
  await page.getByRole("combobox", { name: "Second" }).selectOption({ label: "Sales outbound" });
  await expect(page).toHaveURL(new RegExp(`a=${BERLIN}&b=${SALES}`));
  await expect(page.getByRole("row", { name: /^Channel limit 30 120 Differs/ })).toBeVisible();
  await expect(page.getByText("fields differ.")).toBeVisible();
  await shots(page, "voice-compare");
  await expectAccessible(page);
});

const environment = (changes: object) => ({
  environments: [{ name: "Live", kind: "sandbox", openTact: { baseUrl: "/ot/rest", auth: "password" }, ...changes }],
});

/** Serves another configuration to this page. */
async function configure(page: Page, config: object) {
  await page.route("**/config.json", (route) => route.fulfill({ json: config }));
}

test("production asks to type the name", async ({ page, world, request }) => {
  await configure(page, environment({ kind: "production" }));
  await openForm(page, world, BERLIN);
  await field(page, "Channel limit").fill("31");
  await save(page);
  const dialog = page.getByRole("dialog", { name: "Confirm" });
  await dialog.getByRole("textbox").fill("something else");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
  expect(await writes(request, world)).toEqual([]);
  await expectAccessible(page);
  await dialog.getByRole("textbox").fill("Support desk Berlin");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
  expect(await writes(request, world)).toHaveLength(1);
});

test("an environment that is read only offers no write", async ({ page, world }) => {
  await configure(page, environment({ readOnly: true }));
  await openForm(page, world, BERLIN);
  await expect(field(page, "Name")).not.toBeEditable();
  await expect(choice(page, "Record calls")).toBeDisabled();
  for (const name of ["Save changes", "Delete voice profile", "Clear max rate"]) {
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  }
  await page.getByRole("link", { name: "All voice profiles" }).click();
  await expect(page.getByRole("status").first()).toHaveText("9 voice profiles");
  await expect(page.getByRole("link", { name: "New voice profile" })).toHaveCount(0);
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

test.describe("another language", () => {
  test.use({ locale: "de-DE" });
  test("shows its own decimal mark and reads both", async ({ page, world, request }) => {
    await openForm(page, world, BERLIN);
    await expect(field(page, "Max rate")).toHaveValue("0,0125");
    await field(page, "Daily spend limit").fill("150.75");
    await save(page);
    await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
    expect((await writes(request, world)).map(({ body }) => body)).toEqual(['{"daily_spend_limit":150.75}']);
    await expect(field(page, "Daily spend limit")).toHaveValue("150,75");
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

test.describe("several out of a table", () => {
  const dialog = (page: Page) => page.getByRole("dialog", { name: "Create from CSV" });
  const row = (page: Page, name: string) =>
    dialog(page).getByRole("table", { name: "Import preview" }).getByRole("row").filter({ hasText: name });

  async function openDialog(page: Page, world: World) {
    await open(page, world, "/voice-profiles");
    await expect(page.getByRole("status").first()).toHaveText("9 voice profiles");
    await page.getByRole("button", { name: "Create from CSV" }).click();
  }

  test("are looked through, and each row has its own outcome", async ({ page, world, request }) => {
    await openDialog(page, world);
    const rows = dialog(page).getByRole("textbox", { name: "Paste rows" });
    await rows.fill("A,100500");
    await expect(rows).toHaveAccessibleDescription(/The first row has to name the columns/);
    // As a German spreadsheet saves it: Windows-1252, semicolons, decimal commas.
    const lines = [
      "Name;Tech prefix;Channel limit;Max rate;Daily spend limit;Record calls;Owner",
      "M\u00fcnchen;100500;2;0,0125;10;Off;a",
      "Short;12;2;1;10;0;b",
      "Answer lost;100501;2;1;10;0;c",
      "Refused 500;100502;2;1;10;0;d",
      "Shared;100001;2;1;10;1;e",
    ];
    await dialog(page).getByLabel("File", { exact: true }).setInputFiles({
      name: "profiles.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(lines.join("\r\n"), "latin1"),
    });
    await expect(dialog(page)).toContainText("5 rows, 1 at fault. Not read: Owner.");
    await expect(row(page, "Short")).toContainText("Tech prefix: Has 2 digits");
    await expect(row(page, "Shared")).toContainText("Records all calls. Tech prefix is shared.");
    await shots(page, "voice-csv");
    await expectAccessible(page);
    expect(await writes(request, world)).toEqual([]);
    await dialog(page).getByRole("button", { name: "Create 4 voice profiles" }).click();
    await expect(dialog(page).getByRole("status")).toHaveText("3 voice profiles created, 2 not.");
    await expect(row(page, "M\u00fcnchen")).toContainText("Created");
    await expect(row(page, "Answer lost")).toContainText("The answer got lost; the list has it.");
    await expect(row(page, "Refused 500")).toContainText("500");
    await expect(row(page, "Shared")).toContainText("Created");
    const sent = await writes(request, world);
    expect(sent.map(({ json }) => json.name)).toEqual(["M\u00fcnchen", "Answer lost", "Refused 500", "Shared"]);
    expect(sent[0].body).toBe(
      '{"tech_prefix":100500,"name":"M\u00fcnchen","channel_limit":2,"max_rate":0.0125,"record_calls":0,"daily_spend_limit":10}',
    );

    // What was created stays so when the rest is corrected.
    await rows.fill((await rows.inputValue()).replace(";12;", ";100600;").replace("Refused 500", "Accepted"));
    await dialog(page).getByRole("button", { name: "Create 2 voice profiles" }).click();
    await expect(dialog(page).getByRole("status")).toHaveText("5 voice profiles created.");
    expect((await writes(request, world)).slice(4).map(({ json }) => json.name)).toEqual(["Short", "Accepted"]);
    await row(page, "Accepted").getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accepted");
  });

  test("a row that never arrived is searched for before it is sent again", async ({ page, world, request }) => {
    await openDialog(page, world);
    await dialog(page).getByRole("textbox", { name: "Paste rows" }).fill("Name\tPrefix\nNever arrived\t100500");
    await dialog(page).getByRole("button", { name: "Create 1 voice profile" }).click();
    await expect(row(page, "Never arrived")).toContainText("the list has no such profile");
    await changeMeanwhile(request, world, BERLIN, { name: "Never arrived " });
    await dialog(page).getByRole("button", { name: "Create 1 voice profile" }).click();
    await expect(dialog(page).getByRole("status")).toHaveText("0 voice profiles created, 1 not.");
    const all = (await (await request.get(`/sandbox/worlds/${world.id}/requests`)).json()) as Sent[];
    const order = all.map(({ method }) => method).join(" ");
    expect(order).toMatch(/POST GET .*GET POST GET/);
  });

  test("production asks for the environment's name, and a file to fill in can be had", async ({ page, world, request }) => {
    await configure(page, environment({ kind: "production" }));
    await openDialog(page, world);
    const saving = page.waitForEvent("download");
    await dialog(page).getByRole("button", { name: "Save an empty table" }).click();
    const table = (await (await (await saving).createReadStream()).toArray()).join("");
    await dialog(page).getByRole("textbox", { name: "Paste rows" }).fill(`${table}From the table,100500,1,1,1,0,wav,0,"{""product"": 4}"`);
    await dialog(page).getByRole("button", { name: "Create 1 voice profile" }).click();
    const confirm = page.getByRole("dialog", { name: "Confirm" });
    await confirm.getByRole("textbox").fill("Live");
    expect(await writes(request, world)).toEqual([]);
    await confirm.getByRole("button", { name: "Confirm" }).click();
    await expect(row(page, "From the table")).toContainText("Created");
    expect((await writes(request, world)).map(({ json }) => json)).toEqual([{
      name: "From the table", tech_prefix: 100500, channel_limit: 1, max_rate: 1, daily_spend_limit: 1,
      record_calls: 0, filemat: "wav", audio_track_type: 0, product: 4,
    }]);
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

test("what cannot be read hides nothing else", async ({ page, world, request }) => {
  const rows = [7, { name: "Without an id" }, { uuid: BERLIN, name: "Whole", tech_prefix: 100001 }];
  const changed = await request.patch(`/sandbox/worlds/${world.id}/data`, { data: { voice_profiles: rows } });
  expect(changed.ok(), await changed.text()).toBe(true);
  await open(page, world, "/voice-profiles");
  await expect(page.getByRole("status").first()).toHaveText("3 voice profiles");
  await expect(page.getByRole("row").filter({ hasText: "Could not be read" })).toHaveCount(2);
  await expect(page.getByRole("link", { name: "Whole" })).toBeVisible();
  await addFaults(request, world, { method: "GET", path: PATH, times: 3, status: 503 });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByRole("alert")).toContainText("503");
  await expect(page.getByRole("link", { name: "Whole" })).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);

  await addFaults(request, world, { path: "/profile/outbound_voice/*/connections/sip", times: 2, status: 500 });
  await page.getByRole("link", { name: "Whole" }).click();
  const sip = page.getByRole("region", { name: "SIP connections" });
  await expect(sip.getByRole("alert")).toContainText("500");
  await sip.getByRole("button", { name: "Try again" }).click();
  await expect(sip.getByRole("row")).toHaveCount(3);
});

test("a profile that is not there says so", async ({ page, world }) => {
  await open(page, world, "/voice-profiles/00000000-0000-4000-8000-000000000000");
  await expect(page.getByRole("alert")).toContainText("404 Not Found");
  await expect(page.getByRole("button", { name: "Save changes" })).toHaveCount(0);
});
