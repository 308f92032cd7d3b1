// Calling profiles: the list, its filters and the coverage, one profile, and what is in the address.
import { readSheet } from "read-excel-file/node";
import { expect, expectAccessible, expectFitsPhone, shots, signIn, test } from "./fixtures";
import { saved, textOf } from "./downloads";

test.describe("the vendor's 21 profiles", () => {
  test.beforeEach(async ({ page, world }) => {
    await page.goto("/sign-in?next=/profiles");
    await signIn(page, world);
    await expect(page.getByRole("status").first()).toHaveText("21 profiles");
  });

  test("are filtered by region, in the address, and Back restores the former filter", async ({ page }) => {
    const grid = page.getByRole("grid", { name: "Calling profiles" });
    const region = page.getByRole("combobox", { name: "Region" });
    await expect(grid).toHaveAttribute("aria-rowcount", "22");
    await expect(region.getByRole("option")).toHaveText(["All regions", "EMEA", "NOAM", "APAC", "No region"]);

    for (const [label, count, value] of [["APAC", 2, "APAC"], ["No region", 2, "none"], ["NOAM", 8, "NOAM"], ["EMEA", 9, "EMEA"]] as const) {
      await region.selectOption({ label });
      await expect(grid).toHaveAttribute("aria-rowcount", String(count + 1));
      await expect(page.getByRole("status").first()).toHaveText(`${count} of 21 profiles`);
      await expect(page).toHaveURL(new RegExp(`region=${value}(&|$)`));
    }

    await page.goBack();
    await expect(region).toHaveValue("NOAM");
    await expect(grid).toHaveAttribute("aria-rowcount", "9");
    await page.goForward();
    await expect(region).toHaveValue("EMEA");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(grid).toHaveAttribute("aria-rowcount", "22");
  });

  test("look the same in a new tab, after signing in there", async ({ page, context, world }) => {
    await page.getByRole("combobox", { name: "Region" }).selectOption("APAC");
    await expect(page).toHaveURL(/region=APAC/);
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(other.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
    await signIn(other, world);
    await expect(other.getByRole("status").first()).toHaveText("2 of 21 profiles");
    await expect(other.getByRole("combobox", { name: "Region" })).toHaveValue("APAC");
  });

  test("are searched in every field that is shown", async ({ page }) => {
    const search = page.getByRole("searchbox", { name: "Search" });
    const status = page.getByRole("status").first();
    for (const [text, count] of [
      ["oc1.sandbox2.audiocodes.be", 4],
      ["Service Provider2 SBC", 2],
      ["10.0.2.4", 1],
      ["ec76b99e-9d8a-4104-b8fe-e210e633ffa4", 3],
      ["16282581455", 1],
      ["d12aa76a-d719-4db9-bf78-7ea8bec1d7b5", 1],
    ] as const) {
      await search.fill(text);
      await expect(status).toHaveText(`${count} of 21 profiles`);
    }
    await expect(page).toHaveURL(/q=d12aa76a/);
    await search.fill("nothing like it");
    await expect(page.getByText("No profile matches")).toBeVisible();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(status).toHaveText("21 profiles");
  });

  test("sort by every column, both ways", async ({ page }) => {
    const first = page.locator("[aria-rowindex='2']");
    for (const [column, up, down] of [
      ["Name", "oc1.customers.audiocodes.es", "FMC_Calling_NOAM_OCM"],
      ["Region", "APAC", "NOAM"],
      ["Trunks", "None", "oc1.customers"],
    ] as const) {
      const head = page.getByRole("grid").getByRole("columnheader", { name: column, exact: true });
      await head.getByRole("button").click();
      await expect(head).toHaveAttribute("aria-sort", "ascending");
      await expect(first).toContainText(up);
      await head.getByRole("button").click();
      await expect(head).toHaveAttribute("aria-sort", "descending");
      await expect(first).toContainText(down);
    }
    await expect(page).toHaveURL(/sort=-trunks/);
  });

  test("are counted by health and coverage, and a press filters", async ({ page }) => {
    const status = page.getByRole("status").first();
    const tallies = page.getByRole("group", { name: "Profiles by health" });
    await expect(tallies.getByRole("button")).toHaveText(["Critical4", "Warning13", "Info4", "OK0"]);
    await tallies.getByRole("button", { name: "Critical" }).click();
    await expect(status).toHaveText("4 of 21 profiles");
    await expect(page).toHaveURL(/health=critical/);
    await tallies.getByRole("button", { name: "Critical" }).click();
    await expect(status).toHaveText("21 profiles");

    const mobile = page.getByRole("row", { name: /^OC Mobile/ });
    await mobile.getByRole("button", { name: /no failover/ }).click();
    await expect(status).toHaveText("2 of 21 profiles");
    await expect(page.getByRole("combobox", { name: "Region" })).toHaveValue("NOAM");
    await expect(page.getByRole("combobox", { name: "Offer type" })).toHaveValue("OCMobile");
  });

  test("are walked with the keyboard alone", async ({ page }) => {
    const cell = (row: number, column: number) =>
      page.locator(`[aria-rowindex='${row}'] > :nth-child(${column})`);
    await page.getByRole("columnheader").last().getByRole("button").focus();
    await page.keyboard.press("Tab");
    await expect(cell(2, 1)).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await expect(cell(3, 2)).toBeFocused();
    await page.keyboard.press("Control+End");
    await expect(cell(22, 7)).toBeFocused();
    await page.keyboard.press("Home");
    await expect(cell(22, 1)).toBeFocused();
    await page.keyboard.press("PageUp");
    await page.keyboard.press("Control+Home");
    await expect(cell(2, 1)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    await expect(page).toHaveURL(/\/profiles\/[0-9a-f-]{36}/);
  });

  test("show one profile with everything that was returned", async ({ page }) => {
    await page.getByRole("searchbox", { name: "Search" }).fill("5833f9f6");
    await page.getByRole("link", { name: "PROD_testAudiocodesLiveCloudSP2_Calling_NOAM", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("PROD_testAudiocodesLiveCloudSP2_Calling_NOAM");
    await expect(page).toHaveTitle(/PROD_testAudiocodesLiveCloudSP2_Calling_NOAM · Sandbox/);
    await expect(page.getByText("Calling validation failed").first()).toBeVisible();
    await expect(page.getByText("3 malformed test numbers")).toBeVisible();
    await expect(page.getByText('" +16282581451"').first()).toBeVisible();
    const raw = page.getByRole("region", { name: "As the server returned it" });
    await expect(raw).toContainText('"enviroment": null');
    await raw.getByRole("button", { name: "Copy" }).click();
    await expect(raw.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("5833f9f6-a792-4dde-a963-4097feb620f2");
    const shared = page.getByRole("group", { name: "Profiles on the same trunks" });
    await expect(shared.getByRole("link")).toHaveCount(3);
    await shared.getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("PROD_testAudiocodesLiveCloudSP2_Calling_AC_EMEA_Sandbox2");
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("PROD_testAudiocodesLiveCloudSP2_Calling_NOAM");
    await shots(page, "profile");
    await expectAccessible(page);
  });

  test("export what is filtered, and the chosen columns are remembered", async ({ page }) => {
    await page.getByRole("combobox", { name: "Region" }).selectOption("APAC");
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Profile id" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Health" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Export" }).click();
    await expect(page.getByText("2 rows, as filtered and sorted")).toBeVisible();
    const file = await saved(page.getByRole("menuitem", { name: "CSV for machines" }));
    expect(file.suggestedFilename()).toBe("calling-profiles.csv");
    const text = await textOf(file);
    const lines = text.split("\r\n");
    expect(lines[0]).toBe("Name,Region,Offer types,Trunks,Emergency,Validation,Profile id");
    expect(lines).toHaveLength(4);
    expect(text).toContain("00905c48-bd70-4532-8594-5d96340889bb");
  });

  test("export as a workbook, every cell of it text", async ({ page }) => {
    await page.getByRole("combobox", { name: "Region" }).selectOption("APAC");
    await page.getByRole("button", { name: "Export" }).click();
    const file = await saved(page.getByRole("menuitem", { name: "XLSX" }));
    expect(file.suggestedFilename()).toBe("calling-profiles.xlsx");
    const [head, ...rows] = await readSheet(await file.path());
    expect(head).toEqual(["Name", "Health", "Region", "Offer types", "Trunks", "Emergency", "Validation"]);
    expect(rows.map((row) => row[2])).toEqual(["APAC", "APAC"]);
    expect(rows.flat().every((cell) => cell === null || typeof cell === "string")).toBe(true);
  });

  test("a file writer that does not arrive is said, and the list stays", async ({ page }) => {
    await page.route("**/part-export-*.wasm", (route) => route.abort());
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: "XLSX" }).click();
    await expect(page.getByRole("alert")).toContainText("The list was not exported");
    await page.unroute("**/part-export-*.wasm");
    await page.getByRole("alert").getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Export" }).click();
    expect((await saved(page.getByRole("menuitem", { name: "JSON" }))).suggestedFilename()).toBe("calling-profiles.json");
  });

  test("are usable by everybody, in light and dark and on a phone", async ({ page }) => {
    await shots(page, "profiles");
    await expectAccessible(page);
    await expectFitsPhone(page);
    await expect(page.getByRole("combobox", { name: "Region" })).toBeHidden();
    await page.getByRole("button", { name: "Filters", exact: true }).click();
    await page.getByRole("combobox", { name: "Region" }).selectOption("APAC");
    await page.getByRole("button", { name: "Filters", exact: true }).click();
    await expect(page.getByRole("combobox", { name: "Region" })).toBeVisible();
    await expect(page.getByRole("combobox", { name: "Health" })).toBeHidden();
  });
});

test.describe("what the vendor may send otherwise", () => {
  test.use({
    worldOptions: {
      faults: [
        {
          path: "/api/v2/oc/callingprofile",
          body: [
            { callingProfileId: "a", name: { nested: true } },
            { callingProfileId: "b", name: "Odd", environment: "LIVE", region: null, validation: [{ Calling: "Passed" }], offerTypes: [{ offerTypeName: "Calling" }], brandNew: { field: 1 } },
            { callingProfileId: "c", name: "Bare" },
          ],
        },
      ],
    },
  });

  test("is read as far as it goes, and an unreadable profile is one row that says where", async ({ page, world }) => {
    await page.goto("/sign-in?next=/profiles");
    await signIn(page, world);
    await expect(page.getByRole("status").first()).toHaveText("3 profiles");
    await expect(page.getByRole("grid")).toContainText("$[0].name");
    await expect(page.getByRole("grid")).toContainText("Could not be read");
    await page.getByRole("link", { name: "Odd" }).click();
    await expect(page.getByText("brandNew", { exact: true })).toBeVisible();
    await expect(page.getByText("LIVE", { exact: true })).toBeVisible();
    await expect(page.getByRole("definition").filter({ hasText: "Not stated" }).first()).toBeVisible();
  });
});

test.describe("10,000 profiles", () => {
  test.use({ worldOptions: { profiles: 10_000 } });

  test("stay usable, with few rows in the document", async ({ page, world }) => {
    await page.goto("/sign-in?next=/profiles");
    await signIn(page, world);
    const grid = page.getByRole("grid", { name: "Calling profiles" });
    await expect(grid).toHaveAttribute("aria-rowcount", "10001");
    const rows = page.locator("tbody [aria-rowindex]");
    expect(await rows.count()).toBeLessThanOrEqual(200);
    await page.locator(".grid-box").evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await expect(page.locator("[aria-rowindex='10001']")).toBeVisible();
    expect(await rows.count()).toBeLessThanOrEqual(200);
    await page.getByRole("searchbox", { name: "Search" }).pressSequentially("sandbox2");
    await expect(page.getByRole("status").first()).toHaveText(/^[\d,]+ of 10,000 profiles$/);
  });
});
