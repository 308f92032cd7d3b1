// The overview: what needs attention, each line a link to the filtered list.
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
