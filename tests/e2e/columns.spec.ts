// Every column that is shown can be read, on a small window and with all of them chosen.
import { expect, signIn, test } from "./fixtures";

const TENANT = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";
const CUSTOMER = "df6f5ea9-2e92-482a-92f6-79094815588d";
const LISTS = [
  ["/profiles", { live: true }],
  ["/services", { live: true }],
  [`/dial-plans?customer=${CUSTOMER}`, { live: true }],
  ["/activity", { live: true }],
  [`/drift?tenant=${TENANT}&customer=${CUSTOMER}&plan=OCDialPlan`, { live: true }],
  ["/voice-profiles", { opentact: true }],
] as const;

// Something for the drift report to find.
test.use({ worldOptions: { drift: 12 } });

for (const [address, apis] of LISTS) {
  test(`no column of ${address.split("?")[0]} vanishes`, async ({ page, world }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`/sign-in?next=${encodeURIComponent(address)}`);
    await signIn(page, world, apis);
    await expect(page.getByRole("grid").getByRole("columnheader").first()).toBeVisible();
    /** The heads that are too narrow to be read; the one of the boxes has no text. */
    const narrow = () =>
      page.getByRole("grid").getByRole("columnheader").evaluateAll((heads) => {
        const texts = heads.filter((head) => head.getBoundingClientRect().width < 72).map((head) => (head as HTMLElement).innerText.trim());
        return texts.filter((text) => text !== "");
      });
    expect(await narrow()).toEqual([]);

    await page.getByRole("button", { name: "Columns" }).click();
    const chosen = page.getByRole("menuitemcheckbox");
    const count = await chosen.count();
    for (let place = 0; place < count; place += 1) {
      const column = chosen.nth(place);
      if ((await column.getAttribute("aria-checked")) === "false") await column.click();
      await expect(column).toHaveAttribute("aria-checked", "true");
    }
    await page.keyboard.press("Escape");
    expect(await narrow()).toEqual([]);
  });
}
