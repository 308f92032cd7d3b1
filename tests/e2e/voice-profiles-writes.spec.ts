// Voice profiles removed, made out of a table, and written where that asks for more or is not allowed.
import type { Page } from "@playwright/test";

import { WIRE, expect, expectAccessible, shots, test, type World } from "./fixtures";
import { saved, textOf } from "./downloads";
import {
  addFaults,
  BERLIN,
  changeMeanwhile,
  choice,
  configure,
  create,
  environment,
  field,
  open,
  openForm,
  PATH,
  save,
  type Sent,
  writes,
  ZERO,
} from "./voice-profiles";

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

  test("whose answer is lost is looked for, and a refused one is told", WIRE, async ({ page, world, request }) => {
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

test.describe("several out of a table", () => {
  const dialog = (page: Page) => page.getByRole("dialog", { name: "Create from CSV" });
  const row = (page: Page, name: string) =>
    dialog(page).getByRole("table", { name: "Import preview" }).getByRole("row").filter({ hasText: name });

  async function openDialog(page: Page, world: World) {
    await open(page, world, "/voice-profiles");
    await expect(page.getByRole("status").first()).toHaveText("9 voice profiles");
    await page.getByRole("button", { name: "Create from CSV" }).click();
  }

  test("are looked through, and each row has its own outcome", WIRE, async ({ page, world, request }) => {
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

  test("a row that never arrived is searched for before it is sent again", WIRE, async ({ page, world, request }) => {
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
    const table = await textOf(await saved(dialog(page).getByRole("button", { name: "Save an empty table" })));
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
