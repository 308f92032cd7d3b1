// Dial plans as they are read: found, searched, sorted, tested and exported.
import { expect, expectAccessible, expectFitsPhone, shots, signIn, test } from "./fixtures";
import { saved, textOf } from "./downloads";
import { addRule, CUSTOMER, open, pending, remove, TRUNK } from "./dial-plans";

test.describe("the vendor's rules", () => {
  test("are found by a customer's name, searched, sorted and marked", async ({ page, world }) => {
    await page.goto("/sign-in?next=/dial-plans");
    await signIn(page, world);
    await page.getByRole("combobox", { name: "Customer" }).fill("Sandbox2Cust");
    const status = page.getByRole("status").first();
    await expect(status).toHaveText("5 rules");
    await expect(page).toHaveURL(new RegExp(`customer=${CUSTOMER}`));
    await expect(page.getByRole("combobox", { name: "Site location" })).toHaveValue(CUSTOMER);
    await expect(page.getByRole("combobox", { name: "Dial plan" })).toHaveValue("CustDialPlan");

    const grid = page.getByRole("grid", { name: "Dial plan rules" });
    await expect(grid).toHaveAttribute("aria-rowcount", "6");
    await expect(grid).toContainText("Unknown trunk");
    await page.getByRole("searchbox", { name: "Search" }).fill("demo1site2");
    await expect(status).toHaveText("3 of 5 rules");
    await expect(page).toHaveURL(/q=demo1site2/);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await grid.getByRole("columnheader", { name: "Tag" }).getByRole("button").click();
    await expect(page).toHaveURL(/sort=tag/);

    await page.getByRole("combobox", { name: "Dial plan" }).fill("RegisteredUsers");
    await expect(status).toHaveText("2 rules");
    await expect(page).toHaveURL(/plan=RegisteredUsers/);
    await page.goBack();
    await expect(status).toHaveText("5 rules");
  });

  test("export what is shown", async ({ page, world }) => {
    await open(page, world);
    await page.getByRole("button", { name: "Export" }).click();
    await expect(page.getByText("5 rows, as filtered and sorted")).toBeVisible();
    const text = await textOf(await saved(page.getByRole("menuitem", { name: "CSV for machines" })));
    expect(text.split("\r\n")[0]).toBe("Name,Prefix,Tag");
    expect(text).toContain("audiocodesru,+972542566112,audiocodesru.sbc.com");
  });

  test("numbers are tested now and after the changes, one or a list", async ({ page, world }) => {
    await open(page, world, "&plan=RegisteredUsers");
    const field = page.getByRole("textbox", { name: "Test a number" });
    const result = page.getByRole("complementary", { name: "Changes and tests" });
    await field.fill("3521");
    await expect(result).toContainText("35[0-4]x");
    await expect(result).toContainText("Shadows 3xxx to PstnDemo1");
    await addRule(page, { name: "Registered", prefix: "352", tag: TRUNK });
    await expect(result.getByRole("definition").filter({ hasText: TRUNK })).toBeVisible();
    await expect(result.getByRole("link")).not.toHaveCount(0);
    await field.fill("3521\n3999\n112");
    const table = page.getByRole("table", { name: "Tested numbers" });
    await expect(table.getByRole("row")).toHaveCount(4);
    await expect(table.getByRole("row", { name: /^112/ })).toContainText("No rule");
  });

  test("are usable by everybody, in light and dark and on a phone", async ({ page, world }) => {
    await open(page, world);
    await addRule(page, { name: "emergency", prefix: "999", tag: TRUNK });
    await remove(page, "20001");
    await page.getByRole("textbox", { name: "Test a number" }).fill("20001");
    await shots(page, "dial-plan");
    await expectAccessible(page);
    await expectFitsPhone(page);
  });
});

test("a customer that no list knows is used as given", async ({ page, world, request }) => {
  await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [{ path: "/api/v3/customer", status: 500 }] });
  await open(page, world);
  await expect(page.getByRole("combobox", { name: "Customer" })).toHaveValue(CUSTOMER);
  await expect(page.getByText("The list of customers could not be read.")).toBeVisible();
});

test.describe("50,000 rules", () => {
  test.use({ worldOptions: { rules: 50_000 } });

  test("stay usable, with few rows in the document, and are chosen by what matches", async ({ page, world }) => {
    test.slow();
    await open(page, world);
    const status = page.getByRole("status").first();
    await expect(status).toHaveText("50,000 rules", { timeout: 30_000 });
    const rows = page.locator("tbody [aria-rowindex]");
    expect(await rows.count()).toBeLessThanOrEqual(200);
    await page.getByRole("searchbox", { name: "Search" }).fill("Sandbox2Site2");
    await expect(status).toHaveText(/^[\d,]+ of 50,000 rules$/);
    await page.getByRole("checkbox", { name: /^Select all [\d,]+ rules$/ }).check();
    await page.getByRole("button", { name: "Remove selected" }).click();
    await expect(pending(page)).toContainText(/[\d,]+ to remove/);
  });
});

test.describe("a customer with several sites", () => {
  const SITE = "11111111-2222-4333-8444-555555555555";
  const customer = {
    UmpCustomerGuid: CUSTOMER, CustomerShortName: "Sandbox2Cust", CustomerFullName: "Sandbox 2", LicenseType: 3,
    SiteLocation: [{ id: CUSTOMER, name: "London", sbcId: 8 }, { id: SITE, name: "Leeds", sbcId: 8 }],
  };

  test("has them suggested by name", async ({ page, world, request }) => {
    await request.post(`/sandbox/worlds/${world.id}/faults`, {
      data: { method: "GET", path: "/api/v3/customer?allDetails=true", status: 200, body: [customer] },
    });
    await open(page, world);
    const site = page.getByRole("combobox", { name: "Site location", exact: true });
    await site.focus();
    const suggested = page.locator(`datalist[id="${await site.getAttribute("list")}"] option`);
    await expect(suggested).toHaveCount(2);
    await expect(suggested.filter({ hasText: "Leeds" })).toHaveAttribute("value", SITE);
    await site.fill(SITE);
    await expect(page).toHaveURL(new RegExp(`site=${SITE}`));
    await expect(page.getByText("Leeds, one of 2 site locations.")).toBeVisible();
  });

  test("can be entered when the sites cannot be read", async ({ page, world, request }) => {
    await request.post(`/sandbox/worlds/${world.id}/faults`, {
      data: { method: "GET", path: "/api/v3/customer?allDetails=true", status: 500 },
    });
    await open(page, world);
    const site = page.getByRole("combobox", { name: "Site location", exact: true });
    await site.focus();
    await site.fill(SITE);
    await site.press("Enter");
    await expect(page).toHaveURL(new RegExp(`site=${SITE}`));
    await expect(page.getByText("The customer's own id where there is one site.")).toBeVisible();
  });
});
