// Voice profiles: the list with its spend guard, what uses a profile, and what cannot be read.
import type { Page } from "@playwright/test";

import { expect, expectAccessible, expectFitsPhone, shots, test } from "./fixtures";
import { saved, textOf } from "./downloads";
import { addFaults, BERLIN, field, open, openForm, PATH, SALES, save, writes } from "./voice-profiles";

test.describe("the list", () => {
  test.beforeEach(async ({ page, world }) => {
    await open(page, world, "/voice-profiles");
    await expect(page.getByRole("status").first()).toHaveText("9 voice profiles");
  });

  test("shows every profile with what to look at, and searches and sorts", async ({ page }) => {
    const grid = page.getByRole("grid", { name: "Voice profiles" });
    const row = (name: string) => grid.getByRole("row").filter({ hasText: name });
    await expect(grid).toHaveAttribute("aria-rowcount", "10");
    await expect(row("Unlimited legacy")).toContainText("No channel limit");
    await expect(row("Unknown words")).toContainText("flac");
    await expect(row("Unknown words").getByRole("gridcell", { name: "7", exact: true })).toBeVisible();
    // 30 × 0.0125 × 1,440, and the limit that is spelt another way.
    await expect(row("Support desk Berlin")).toContainText("540");
    await expect(row("Old spelling")).toContainText("75.5");
    await expect(row("Zero limits")).toContainText("meaning not documented");

    const search = page.getByRole("searchbox", { name: "Search" });
    for (const [text, count] of [["shared", 2], ["100030", 1], ["no daily spend", 2], [BERLIN, 1]] as const) {
      await search.fill(text);
      await expect(page.getByRole("status").first()).toHaveText(`${count} of 9 voice profiles`);
    }
    await expect(page).toHaveURL(/q=d9d46091/);
    await page.getByRole("button", { name: "Clear filters" }).click();

    const head = page.getByRole("columnheader", { name: "Channel limit" });
    await head.getByRole("button").click();
    await expect(page.locator("[aria-rowindex='2']")).toContainText("Zero limits");
    await head.getByRole("button").click();
    await expect(head).toHaveAttribute("aria-sort", "descending");
    await expect(page.locator("[aria-rowindex='2']")).toContainText("Call centre");
    await expect(page).toHaveURL(/sort=-channels/);
  });

  test("is exported with the server's own values and without secrets", async ({ page }) => {
    await page.getByRole("button", { name: "Export" }).click();
    await expect(page.getByText("9 rows, as filtered and sorted")).toBeVisible();
    const csv = await textOf(await saved(page.getByRole("menuitem", { name: "CSV for machines" })));
    expect(csv).toContain("Unknown words,Recording is 7,100030,8,0.04,40,7,flac,5,");
    await page.getByRole("button", { name: "Export" }).click();
    const json = await textOf(await saved(page.getByRole("menuitem", { name: "JSON" })));
    expect(JSON.parse(json)).toHaveLength(9);
    expect(json).not.toContain("canary");
  });

  test("is usable by everybody, in light and dark and on a phone", async ({ page }) => {
    await shots(page, "voice-profiles");
    await expectAccessible(page);
    await expectFitsPhone(page);
  });
});

test.describe("what uses a profile", () => {
  const sip = (page: Page) => page.getByRole("region", { name: "SIP connections" });
  const apps = (page: Page) => page.getByRole("region", { name: "Control apps" });

  test("is listed, and connections are never shown as control apps", async ({ page, world }) => {
    await openForm(page, world, BERLIN);
    await expect(sip(page).getByRole("row")).toHaveCount(3);
    await expect(sip(page)).toContainText("192.0.2.10:5060");
    await expect(apps(page)).toContainText("Queue announcements");
    await expect(apps(page)).not.toContainText("Berlin SBC");
    await shots(page, "voice-profile");
    await expectAccessible(page);
    await expectFitsPhone(page);
    expect(await page.content()).not.toContain("canary");
  });

  for (const [name, opentact, says] of [
    ["a server without it falls back to the account's lists", { connections: "not_found" }, "Berlin SBC"],
    ["a server that says nothing is told so", { connections: "not_found", lists_without_profile: true }, "do not say which profile"],
  ] as const) {
    test.describe(name, () => {
      test.use({ worldOptions: { opentact } });
      test("with a 404", async ({ page, world }) => {
        await openForm(page, world, BERLIN);
        await expect(sip(page)).toContainText("does not offer");
        await expect(sip(page)).toContainText(says);
        await expect(apps(page)).toContainText("does not offer");
      });
    });
  }

  test.describe("a mixed list", () => {
    test.use({ worldOptions: { opentact: { connections: "mixed" } } });
    test("is parted", async ({ page, world }) => {
      await openForm(page, world, BERLIN);
      await expect(sip(page).getByRole("row")).toHaveCount(3);
      await expect(apps(page).getByRole("row")).toHaveCount(2);
    });
  });
});

test("two profiles are compared side by side, in the address", async ({ page, world }) => {
  await open(page, world, `/voice-profiles/compare?a=${BERLIN}`);
  await page.getByRole("combobox", { name: "Second" }).selectOption({ label: "Sales outbound" });
  await expect(page).toHaveURL(new RegExp(`a=${BERLIN}&b=${SALES}`));
  await expect(page.getByRole("row", { name: /^Channel limit 30 120 Differs/ })).toBeVisible();
  await expect(page.getByText("fields differ.")).toBeVisible();
  await shots(page, "voice-compare");
  await expectAccessible(page);
});

test.describe("another language", () => {
  test.use({ locale: "de-DE" });
  test("shows its own decimal mark and reads both", async ({ page, world, request }) => {
    await openForm(page, world, BERLIN);
    await expect(field(page, "Max rate")).toHaveValue("0,0125");
    await field(page, "Daily spend limit").fill("150.75");
    await save(page);
    await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
    expect((await writes(request, world)).map(({ body }) => body)).toEqual(['{"daily_spend_limit":150.75}']);
    await expect(field(page, "Daily spend limit")).toHaveValue("150,75");
  });
});

test("what cannot be read hides nothing else", async ({ page, world, request }) => {
  const rows = [7, { name: "Without an id" }, { uuid: BERLIN, name: "Whole", tech_prefix: 100001 }];
  const changed = await request.patch(`/sandbox/worlds/${world.id}/data`, { data: { voice_profiles: rows } });
  expect(changed.ok(), await changed.text()).toBe(true);
  await open(page, world, "/voice-profiles");
  await expect(page.getByRole("status").first()).toHaveText("3 voice profiles");
  await expect(page.getByRole("row").filter({ hasText: "Could not be read" })).toHaveCount(2);
  await expect(page.getByRole("link", { name: "Whole" })).toBeVisible();
  await addFaults(request, world, { method: "GET", path: PATH, times: 3, status: 503 });
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByRole("alert")).toContainText("503");
  await expect(page.getByRole("link", { name: "Whole" })).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);

  await addFaults(request, world, { path: "/profile/outbound_voice/*/connections/sip", times: 2, status: 500 });
  await page.getByRole("link", { name: "Whole" }).click();
  const sip = page.getByRole("region", { name: "SIP connections" });
  await expect(sip.getByRole("alert")).toContainText("500");
  await sip.getByRole("button", { name: "Try again" }).click();
  await expect(sip.getByRole("row")).toHaveCount(3);
});

test("a profile that is not there says so", async ({ page, world }) => {
  await open(page, world, "/voice-profiles/00000000-0000-4000-8000-000000000000");
  await expect(page.getByRole("alert")).toContainText("404 Not Found");
  await expect(page.getByRole("button", { name: "Save changes" })).toHaveCount(0);
});
