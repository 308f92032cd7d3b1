// The overview: what needs attention, each line a link to the filtered list; and a page that does
// not arrive.
import { expect, expectAccessible, shots, signIn, test } from "./fixtures";

test("lists what needs attention, leads to it, and is usable by everybody", async ({ page, world }) => {
  await page.goto("/sign-in");
  await signIn(page, world);
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  const critical = page.getByRole("link", { name: "4 profiles: critical" });
  await expect(critical).toBeVisible();
  await shots(page, "overview");
  await expectAccessible(page);
  await page.setViewportSize({ width: 375, height: 812 });
  await expectAccessible(page);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(tooWide).toBe(false);
  await critical.click();
  await expect(page).toHaveURL(/\/profiles\?health=critical$/);
  await expect(page.getByRole("status").first()).toHaveText("4 of 21 profiles");
});

test("a page that does not arrive says so, and comes after a reload", async ({ page, world }) => {
  await page.goto("/sign-in");
  await page.getByRole("form", { name: "Live Platform" }).getByRole("checkbox", { name: "Keep for this tab" }).check();
  await signIn(page, world);
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await page.route("**/part-profiles-*.wasm", (route) => route.abort());
  await page.getByRole("link", { name: "Calling profiles" }).click();
  await expect(page.getByRole("heading", { name: "This page did not arrive" })).toBeVisible();
  await expectAccessible(page);
  await page.unroute("**/part-profiles-*.wasm");
  await page.getByRole("button", { name: "Reload" }).click();
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
});
