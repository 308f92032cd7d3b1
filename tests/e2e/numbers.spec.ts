// Numbers of a tenant: looked up, and found again in any form.
import { expect, signIn, test } from "./fixtures";
import { calls, DEMO, lookUp, open, sized, status, tenantField, TWO } from "./numbers";

test.describe("a tenant", () => {
  test("is looked up by its GUID in any spelling, and the address keeps it", async ({ page, world }) => {
    await open(page, world, "");
    await lookUp(page, ` {${TWO.toUpperCase()}} `);
    await expect(status(page)).toHaveText("2 numbers");
    await expect(tenantField(page)).toHaveValue(TWO);
    await expect(page).toHaveURL(new RegExp(`tenant=${TWO}`));
    const first = page.locator("[aria-rowindex='2']");
    await expect(first.getByRole("gridcell").first()).toHaveText("+1 833 399 8785");
    await expect(first).toContainText("United States");
    await expect(first).toContainText("Not reported");
    await page.reload();
    await signIn(page, world);
    await expect(status(page)).toHaveText("2 numbers");
    await first.getByRole("link", { name: /Sandbox2$/ }).click();
    await expect(page).toHaveURL(/\/profiles\/5f3fbb3b-df9b-483d-b294-c7eb01e22aac/);
    await page.goBack();
    await expect(status(page)).toHaveText("2 numbers");
  });

  test("that is no GUID is refused by name, before any call", async ({ page, world, request }) => {
    await open(page, world, "");
    await lookUp(page, "f94238e5-4f2c");
    await expect(tenantField(page)).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByText("This is not a tenant id")).toBeVisible();
    await page.goto("/numbers?tenant=nonsense");
    await signIn(page, world);
    await expect(tenantField(page)).toHaveAttribute("aria-invalid", "true");
    expect(await calls(request, world)).toEqual([]);
  });

  test("is suggested from services and leads, and remembered only where that was asked for", async ({ page, world }) => {
    await open(page, world, "");
    await tenantField(page).focus();
    await expect(page.locator(`datalist option[value='${DEMO}']`)).toHaveText(/Demo1, from services/);
    await lookUp(page, TWO);
    await expect(status(page)).toHaveText("2 numbers");
    const kept = () => page.evaluate(() => localStorage.getItem("cordboard:tenants:Sandbox"));
    expect(await kept()).toBeNull();
    const remember = page.getByRole("checkbox", { name: "Remember tenants on this device" });
    await remember.check();
    await lookUp(page, DEMO);
    await expect(status(page)).toHaveText("240 numbers");
    expect(await kept()).toBe(DEMO);
    await remember.uncheck();
    expect(await kept()).toBeNull();
  });

  test("without numbers says so", async ({ page, world }) => {
    await open(page, world, `?tenant=${sized(0)}`);
    await expect(page.getByRole("heading", { name: "No numbers" })).toBeVisible();
    await expect(status(page)).toHaveText("0 numbers");
  });
});

test("a number is found in every form that people write it", async ({ page, world }) => {
  await open(page, world, `?tenant=${TWO}`);
  const search = page.getByRole("searchbox", { name: "Search" });
  for (const form of ["(833) 399-8785", "18333998785", "0018333998785", "+1 833 399 8785", "a0049837-d57d", "TollFree"]) {
    await search.fill(form);
    await expect(status(page), form).toHaveText("1 of 2 numbers");
    await expect(page.locator("[aria-rowindex='2']")).toContainText("+1 833 399 8785");
  }
  await search.fill("oc1.sandbox2");
  await expect(status(page)).toHaveText("2 of 2 numbers");
  await search.fill("australia");
  await expect(status(page)).toHaveText("1 of 2 numbers");
  await search.fill("nothing like it");
  await expect(page.getByRole("heading", { name: "No number matches" })).toBeVisible();
  await page.getByRole("button", { name: "Show all numbers" }).click();
  await expect(status(page)).toHaveText("2 numbers");
});
