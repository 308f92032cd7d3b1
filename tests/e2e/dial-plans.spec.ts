// Dial plans: reading, the change set and review.
import { readFileSync } from "node:fs";

import { expect, expectAccessible, shots, signIn, test } from "./fixtures";
import {
  addRule,
  apply,
  CUSTOMER,
  open,
  openReview,
  paste,
  patches,
  pending,
  remove,
  review,
  rules,
  run,
  TRUNK,
} from "./dial-plans";

test.describe("the vendor's rules", () => {
  test.use({ worldOptions: { tasks: { reads: 1 } } });

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
    const saving = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "CSV for machines" }).click();
    const text = (await (await (await saving).createReadStream()).toArray()).join("");
    expect(text.split("\r\n")[0]).toBe("Name,Prefix,Tag");
    expect(text).toContain("audiocodesru,+972542566112,audiocodesru.sbc.com");
  });

  test("change as the vendor's page documents it, byte for byte, and back", async ({ page, world, request }) => {
    const before = await rules(request, world);
    await open(page, world);
    await paste(page, "audiocodesru\t+972542566110\taudiocodesru.sbc.com\naudiocodesru\t+972542566111\taudiocodesru.sbc.com");
    await page.getByRole("dialog", { name: "Import rules" }).getByRole("button", { name: "Add to changes" }).click();
    await page.getByRole("checkbox", { name: "Select rule +972542566112" }).check();
    await remove(page, "+972542566113");
    await expect(pending(page)).toContainText("2 to add");
    await expect(pending(page)).toContainText("2 to remove");
    await apply(page);
    await expect(run(page)).toContainText("4 of 4 changes verified");
    const [body] = await patches(request, world);
    expect(JSON.stringify(body)).toBe(
      JSON.stringify({
        dialPlanId: "CustDialPlan",
        add: [
          { name: "audiocodesru", prefix: "+972542566110", tag: "audiocodesru.sbc.com" },
          { name: "audiocodesru", prefix: "+972542566111", tag: "audiocodesru.sbc.com" },
        ],
        remove: [
          { name: "audiocodesru", prefix: "+972542566112", tag: "audiocodesru.sbc.com" },
          { name: "audiocodesru", prefix: "+972542566113", tag: "audiocodesru.sbc.com" },
        ],
      }),
    );
    await run(page).getByRole("button", { name: "Revert this run" }).click();
    await expect(review(page)).toContainText("Sends 4 changes in 1 request.");
    await review(page).getByRole("button", { name: "Apply changes" }).click();
    await expect(run(page)).toContainText("4 of 4 changes verified");
    expect(await rules(request, world)).toEqual(before);
  });

  test("an add and a remove of one rule cancel out, and each change can be taken back", async ({ page, world }) => {
    await open(page, world);
    await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
    await expect(pending(page)).toContainText("1 to add");
    await page.getByRole("button", { name: "Undo adding +4420" }).click();
    await expect(pending(page)).toContainText("None.");
    await remove(page, "20001");
    await expect(page.getByRole("grid")).toContainText("To be removed");
    await addRule(page, { name: "Demo1Site2", prefix: "20001", tag: "PstnDemo1" });
    await expect(pending(page)).toContainText("None.");
    const form = page.getByRole("form", { name: "Add rule" });
    await form.getByRole("textbox", { name: "Prefix", exact: true }).fill("[12");
    await form.getByRole("button", { name: "Add to changes" }).click();
    await expect(form.getByRole("textbox", { name: "Prefix", exact: true })).toHaveAttribute("aria-invalid", "true");
    await form.getByRole("textbox", { name: "Prefix", exact: true }).fill("20002");
    await form.getByRole("combobox", { name: "Tag", exact: true }).fill("oc1.sandbx2.audiocodes.be");
    await expect(form).toContainText(`Closest: ${TRUNK}`);
    await expect(form).toContainText("The plan sends this prefix to PstnDemo1 already.");
  });

  test("pending changes survive a reload and say that they are kept", async ({ page, world }) => {
    await page.goto(`/sign-in?next=${encodeURIComponent(`/dial-plans?customer=${CUSTOMER}`)}`);
    await page.getByRole("form", { name: "Live Platform" }).getByRole("checkbox", { name: "Keep for this tab" }).check();
    await signIn(page, world);
    await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
    await remove(page, "20001");
    await expect(pending(page)).toContainText("Saved on this device at");
    await page.reload();
    await expect(pending(page)).toContainText("1 to add");
    await expect(pending(page)).toContainText("1 to remove");
  });

  test("a range is generated, by its ends or by a count", async ({ page, world }) => {
    await open(page, world);
    await page.getByRole("button", { name: "Generate a range" }).click();
    const form = page.getByRole("form", { name: "Generate a range" });
    await form.getByRole("textbox", { name: "First number" }).fill("+972542566108");
    await form.getByRole("textbox", { name: "Last number" }).fill("+972542566113");
    await expect(form).toContainText("6 rules, +972542566108 to +972542566113.");
    await form.getByRole("textbox", { name: "Last number" }).fill("+97254256611");
    await expect(form).toContainText("Write both in full.");
    await form.getByRole("textbox", { name: "or how many" }).fill("30");
    await form.getByRole("textbox", { name: "Name", exact: true }).fill("audiocodesru");
    await form.getByRole("combobox", { name: "Tag", exact: true }).fill("audiocodesru.sbc.com");
    await form.getByRole("button", { name: "Add range to changes" }).click();
    // Two of the thirty stand in the plan.
    await expect(pending(page)).toContainText("28 to add");
    await page.getByRole("button", { name: /^Undo Range/ }).click();
    await expect(pending(page)).toContainText("None.");
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

  test("an edit travels as one change, whichever half the server applies first", async ({ page, world, request }) => {
    await open(page, world);
    await page.getByRole("button", { name: "Edit rule 20001", exact: true }).click();
    const form = page.getByRole("form", { name: "Edit rule" });
    await form.getByRole("combobox", { name: "Tag", exact: true }).fill(TRUNK);
    await form.getByRole("button", { name: "Change rule" }).click();
    await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
    await expect(pending(page)).toContainText("1 to change");
    await apply(page, { size: 1 });
    await expect(run(page)).toContainText("2 of 2 changes verified");
    const bodies = await patches(request, world);
    expect(bodies).toHaveLength(2);
    const edit = bodies.find(({ remove }) => remove.length > 0);
    expect(edit?.add.map(({ prefix }) => prefix)).toEqual(["20001"]);
    expect(edit?.remove.map(({ prefix }) => prefix)).toEqual(["20001"]);
    expect(await rules(request, world)).toContain(`Demo1Site2 20001 ${TRUNK}`);
  });

  test("live data that moved is said, and only the difference is sent", async ({ page, world, request }) => {
    await open(page, world);
    await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
    await addRule(page, { name: "emergency", prefix: "999", tag: TRUNK });
    await remove(page, "20001");
    await remove(page, "20002");
    await expect(pending(page)).toContainText("2 to remove");
    const moved = await request.patch(`/sandbox/worlds/${world.id}/data`, {
      data: {
        dial_plans: [
          {
            dialPlanId: "CustDialPlan",
            customer: CUSTOMER,
            site: CUSTOMER,
            ruleDTO: [
              { name: "Demo1Site2", prefix: "20002", tag: "PstnDemo1" },
              { name: "London", prefix: "+4420", tag: TRUNK },
              { name: "other", prefix: "777", tag: TRUNK },
            ],
          },
        ],
      },
    });
    expect(moved.ok(), await moved.text()).toBe(true);
    await openReview(page);
    await expect(review(page)).toContainText("The plan has moved since the changes were made");
    await expect(review(page)).toContainText(`777 to ${TRUNK}`);
    await expect(review(page)).toContainText("An emergency number is added: 999");
    await expect(review(page)).toContainText("1 already so");
    await expect(review(page)).toContainText("1 gone meanwhile");
    await expect(review(page)).toContainText("Sends 2 changes in 1 request.");
    await shots(page, "dial-plan-review");
    await expectAccessible(page);
    await review(page).getByRole("button", { name: "Apply changes" }).click();
    await expect(run(page)).toContainText("2 of 2 changes verified");
    const [body] = await patches(request, world);
    expect(body.add.map(({ prefix }) => prefix)).toEqual(["999"]);
    expect(body.remove.map(({ prefix }) => prefix)).toEqual(["20002"]);
  });

  test("a plan file is opened by a colleague and computed on live data", async ({ page, world, browser }, info) => {
    await open(page, world);
    await remove(page, "20001");
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as plan file" }).click();
    const file = info.outputPath("changes.json");
    await (await saving).saveAs(file);
    const context = await browser.newContext();
    const other = await context.newPage();
    await open(other, world);
    await other.getByLabel("Open a plan file").setInputFiles(file);
    await expect(review(other)).toContainText("Sends 1 change in 1 request.");
    await context.close();
  });

  test("what is exported as a workbook is imported as what is there already", async ({ page, world }) => {
    await open(page, world);
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const saving = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "XLSX" }).click();
    const file = await (await saving).path();
    await page.getByRole("button", { name: "Import", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Import rules" });
    await dialog.getByLabel("File").setInputFiles({
      name: "rules.xlsx",
      mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      buffer: readFileSync(file),
    });
    const rows = dialog.getByRole("table", { name: "Import preview" }).locator("tbody tr");
    await expect(rows.first()).toContainText("Already there");
    await expect(rows.filter({ hasNotText: "Already there" })).toHaveCount(0);
  });

  test("are usable by everybody, in light and dark and on a phone", async ({ page, world }) => {
    await open(page, world);
    await addRule(page, { name: "emergency", prefix: "999", tag: TRUNK });
    await remove(page, "20001");
    await page.getByRole("textbox", { name: "Test a number" }).fill("20001");
    await shots(page, "dial-plan");
    await expectAccessible(page);
    await page.setViewportSize({ width: 375, height: 812 });
    await expectAccessible(page);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(tooWide).toBe(false);
  });
});

test.describe("a server of other habits", () => {
  test.use({ worldOptions: { tasks: { reads: 2, bare_id: true, other_id: true, shape: "nulls" }, dial_plans: { as_array: true, order: "removals_first" } } });

  test("is read and changed all the same", async ({ page, world, request }) => {
    await open(page, world);
    await page.getByRole("button", { name: "Edit rule 20001", exact: true }).click();
    const form = page.getByRole("form", { name: "Edit rule" });
    await form.getByRole("combobox", { name: "Tag", exact: true }).fill(TRUNK);
    await form.getByRole("button", { name: "Change rule" }).click();
    await apply(page);
    await expect(run(page)).toContainText("1 of 1 change verified");
    expect(await rules(request, world)).toContain(`Demo1Site2 20001 ${TRUNK}`);
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

test("a browser that keeps nothing says that the changes are not saved", async ({ page, world }) => {
  await page.addInitScript(() => {
    // As in a private window of some browsers.
    indexedDB.open = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
  });
  await open(page, world);
  await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
  await expect(pending(page)).toContainText("Not saved");
  await expect(pending(page)).toContainText("1 to add");
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
