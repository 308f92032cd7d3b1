// What stands in files is text: it runs nowhere, moves nothing, and sends nothing.
import type { Page } from "@playwright/test";

import { expect, test, type World } from "./fixtures";
import { CUSTOMER, importExported, openImport } from "./dial-plans";
import { saved, textOf } from "./downloads";
import { BUT, CORPUS, enter, expectUnharmed, RUN, settled } from "./hostile";

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const csv = (rows: string[][]) => Buffer.from(rows.map((row) => row.map(quoted).join(",")).join("\r\n"));
/** A name for a file: the longest part of one that a browser hands on. */
const FILE = CORPUS[0].replaceAll("/", "");

async function openPlan(page: Page, world: World) {
  await enter(page, world);
  await page.goto(`/dial-plans?customer=${CUSTOMER}`);
  await expect(page.getByRole("status").first()).toHaveText(/rules?$/);
}

test("hostile rows of a file are rows", async ({ page, world }) => {
  await openPlan(page, world);
  const dialog = await openImport(page);
  const rows = CORPUS.map((text, at) => [text, `+4930${1000 + at}`, text]);
  const file = { name: `${FILE}.csv`, mimeType: "text/csv", buffer: csv([["Name", "Prefix", "Tag"], ...rows]) };
  await dialog.getByLabel("File", { exact: true }).setInputFiles(file);
  await expect(dialog.getByRole("table", { name: "Import preview" })).toContainText(CORPUS[0]);
  await expectUnharmed(page);
  await dialog.getByRole("button", { name: "Add to changes" }).click();
  await expect(page.getByRole("region", { name: "Pending changes" })).toContainText(CORPUS[0]);
  await expectUnharmed(page);
});

test("hostile columns of a file are columns", async ({ page, world }) => {
  await openPlan(page, world);
  const dialog = await openImport(page);
  const file = { name: `${FILE}.csv`, mimeType: "text/csv", buffer: csv([CORPUS, CORPUS]) };
  await dialog.getByLabel("File", { exact: true }).setInputFiles(file);
  await expect(dialog).toContainText(RUN);
  await expectUnharmed(page);
});

test("hostile voice profiles of a file are rows", async ({ page, world }) => {
  await enter(page, world);
  await page.goto("/voice-profiles");
  await page.getByRole("button", { name: "Create from CSV" }).click();
  const dialog = page.getByRole("dialog", { name: "Create from CSV" });
  const rows = CORPUS.map((text) => [text, text, text, text]);
  const file = { name: `${FILE}.csv`, mimeType: "text/csv", buffer: csv([["Name", "Tech prefix", "Max rate", CORPUS[1]], ...rows]) };
  await dialog.getByLabel("File", { exact: true }).setInputFiles(file);
  await expect(dialog.getByRole("table", { name: "Import preview" })).toContainText(CORPUS[0]);
  await expectUnharmed(page);
});

test.describe("a workbook of hostile rules", () => {
  test.use({ worldOptions: { hostile: { texts: CORPUS, but: [...BUT, "prefix"] }, rules: 60 } });

  test("is written and read as text", async ({ page, world }) => {
    await openPlan(page, world);
    const dialog = await importExported(page, `${FILE}.xlsx`);
    await expect(dialog.getByRole("table", { name: "Import preview" })).toContainText(CORPUS[0]);
    await expectUnharmed(page);
  });
});

test("a hostile plan file is opened as text, or refused", async ({ page, world }) => {
  await openPlan(page, world);
  await page.getByRole("checkbox", { name: /^Select rule/ }).first().check();
  await page.getByRole("button", { name: "Remove selected" }).click();
  const file = await saved(page.getByRole("button", { name: "Save as plan file" }));
  const plan = JSON.parse(await textOf(file)) as unknown;
  for (const kept of [Object.keys(plan as object), []]) {
    for (const text of CORPUS) {
      const planted = JSON.stringify(plan, (key, value: unknown) => (typeof value === "string" && !kept.includes(key) ? text : value));
      const open = page.getByLabel("Open a plan file");
      await open.setInputFiles({ name: `${FILE}.json`, mimeType: "application/json", buffer: Buffer.from(planted) });
      await settled(page);
    }
    await expectUnharmed(page);
  }
});
