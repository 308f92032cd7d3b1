// Numbers as files, for people and for machines.
import { readSheet } from "read-excel-file/node";
import type { APIRequestContext, Page } from "@playwright/test";

import { expect, test, type World } from "./fixtures";
import { saved, textOf } from "./downloads";
import { asSent, csv, open, sized, status } from "./numbers";

test.describe("as a file", () => {
  const TENANT = sized(1000);

  async function save(page: Page, as: string) {
    await page.getByRole("button", { name: "Export" }).click();
    return saved(page.getByRole("menuitem", { name: as, exact: true }));
  }

  /** What is filtered and sorted, as the server sent it. */
  async function prepared(page: Page, world: World, request: APIRequestContext) {
    await open(page, world, `?tenant=${TENANT}&country=GB&sort=-number`);
    const sent = (await asSent(request, world, TENANT)).filter((row) => row.isoCountryCode === "GB");
    sent.sort((a, b) => (String(a.telephoneNumber) < String(b.telephoneNumber) ? 1 : -1));
    await expect(status(page)).toHaveText(`${sent.length} of 1,000 numbers`);
    await page.getByRole("button", { name: "Export" }).click();
    await expect(page.getByText(`${sent.length} rows, as filtered and sorted`)).toBeVisible();
    await page.keyboard.press("Escape");
    return sent;
  }

  async function withAllColumns(page: Page) {
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitemcheckbox", { name: "All columns" }).click();
    await page.keyboard.press("Escape");
  }

  /** A cell for machines: nothing for null, the words of a list with semicolons between them. */
  function wire(value: unknown) {
    if (value === null || value === undefined) return "";
    // JavaScript has rounded the ticks of a session by now; the engine's own tests compare those.
    const isInexact = typeof value === "number" && !Number.isSafeInteger(value);
    return typeof value === "object" || isInexact ? undefined : String(value);
  }

  test("for machines it holds every wire value", async ({ page, world, request }) => {
    const sent = await prepared(page, world, request);
    await withAllColumns(page);
    const file = await save(page, "CSV for machines");
    expect(file.suggestedFilename()).toBe("numbers.csv");
    const [heads = [], ...rows] = csv(await textOf(file));
    expect(rows).toHaveLength(sent.length);
    expect(heads).toContain("telephoneNumber");
    for (const [at, own] of sent.entries()) {
      for (const [column, key] of heads.entries()) {
        const expected = wire(own[key] ?? own[key.toLowerCase()]);
        if (expected !== undefined) expect(rows[at]?.[column], `${at} ${key}`).toBe(expected);
      }
      const capabilities = (own.acquiredCapabilities as string[] | null) ?? [];
      expect(rows[at]?.[heads.indexOf("acquiredCapabilities")]).toBe(capabilities.join(";"));
    }
  });

  test("for Excel numbers stay text, and columns are those that are shown", async ({ page, world, request }) => {
    const sent = await prepared(page, world, request);
    const content = await textOf(await save(page, "CSV for Excel"));
    expect(content.startsWith("\ufeff")).toBe(true);
    const [heads = [], ...rows] = csv(content.slice(1));
    expect(heads).toEqual(["Number", "Country", "Assignment", "Calling profile", "Calling profile id", "Capabilities", "SBC", "Acquired on", "Acquired status", "Source"]);
    expect(rows.map((row) => row[0])).toEqual(sent.map((row) => `="${String(row.telephoneNumber)}"`));
    expect(rows.map((row) => row[4])).toEqual(sent.map((row) => String(row.callingProfileId)));
    const [, ...plain] = csv(await textOf(await save(page, "CSV for machines")));
    const shown = (cell: string) => cell.replace(/^="(.*)"$/, "$1").replace(/^'/, "");
    // Machines get the profile's id alone.
    const own = rows.map((row) => row.filter((_, column) => heads[column] !== "Calling profile"));
    expect(own.map((row) => row.map(shown))).toEqual(plain);
  });

  test("as a workbook every cell is text", async ({ page, world, request }) => {
    const sent = await prepared(page, world, request);
    await withAllColumns(page);
    const file = await save(page, "XLSX");
    expect(file.suggestedFilename()).toBe("numbers.xlsx");
    const [heads = [], ...rows] = await readSheet(await file.path());
    expect(rows).toHaveLength(sent.length);
    expect(rows.flat().every((cell) => cell === null || typeof cell === "string")).toBe(true);
    expect(rows.map((row) => row[heads.indexOf("Number")])).toEqual(sent.map((row) => row.telephoneNumber));
    expect(rows.map((row) => row[heads.indexOf("Number id")])).toEqual(sent.map((row) => String(row.id)));
    const [, ...plain] = csv(await textOf(await save(page, "CSV for machines")));
    const shared = [...heads.keys()].filter((column) => heads[column] !== "Calling profile");
    expect(rows.map((row) => shared.map((column) => row[column] ?? ""))).toEqual(plain);
  });

  test("as JSON it is what was returned", async ({ page, world, request }) => {
    const sent = await prepared(page, world, request);
    await withAllColumns(page);
    expect(JSON.parse(await textOf(await save(page, "JSON")))).toEqual(sent);
  });
});
