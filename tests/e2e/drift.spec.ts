// The drift report: numbers, calling profiles and a dial plan that disagree, and what rights it.
import type { APIRequestContext, Page } from "@playwright/test";

import { expect, expectAccessible, expectFitsPhone, shots, signIn, test, type World } from "./fixtures";
import { saved, textOf } from "./downloads";

const TENANT = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";
const CUSTOMER = "df6f5ea9-2e92-482a-92f6-79094815588d";
const PLAN = `/ac/tenantui/api/v2/customer/${CUSTOMER}/sitelocation/${CUSTOMER}/dialplan/OCDialPlan`;

interface Planted {
  gone_profile: string[];
  missing_rule: string[];
  wrong_tag: { number: string; tag: string }[];
  stale_rule: string[];
}

const status = (page: Page) => page.getByRole("status").first();

async function open(page: Page, world: World, query = `tenant=${TENANT}&customer=${CUSTOMER}&plan=OCDialPlan`) {
  await page.goto(`/sign-in?next=${encodeURIComponent(`/drift?${query}`)}`);
  await signIn(page, world);
  await expect(page.getByRole("heading", { name: "Drift report", level: 1 })).toBeVisible();
}

/** What a filter leaves, by the file that is made of it: the grid shows a part at a time. */
async function exported(page: Page) {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const file = await saved(page.getByRole("menuitem", { name: "JSON", exact: true }));
  return JSON.parse(await textOf(file)) as { number: string; finding: string; rule: { tag: string } | null }[];
}

async function planted(request: APIRequestContext, world: World) {
  return (await (await request.get(`/sandbox/worlds/${world.id}/planted`)).json()) as Planted;
}

test.describe("with planted drift", () => {
  test.use({ worldOptions: { drift: 12, tasks: { reads: 1 } } });

  test("finds every planted case and none other", async ({ page, world, request }) => {
    await open(page, world);
    await expect(status(page)).toHaveText("48 findings");
    await shots(page, "drift");
    await expectAccessible(page);
    const found = await exported(page);
    const of = (kind: string) => found.filter(({ finding }) => finding === kind);
    const numbers = (kind: string) => of(kind).map(({ number }) => number).sort();
    const { gone_profile, missing_rule, wrong_tag, stale_rule } = await planted(request, world);
    expect(numbers("gone-profile")).toEqual(gone_profile.sort());
    expect(numbers("missing-rule")).toEqual(missing_rule.sort());
    expect(numbers("stale-rule")).toEqual(stale_rule.sort());
    expect(of("wrong-tag").map(({ number, rule }) => ({ number, tag: rule?.tag }))).toEqual(
      wrong_tag.sort((one, other) => one.number.localeCompare(other.number)),
    );
    await expectFitsPhone(page);
  });

  test("one press puts a finding, or all of a kind, into the plan's changes, which right it", async ({ page, world, request }) => {
    await open(page, world);
    await expect(status(page)).toHaveText("48 findings");
    const { missing_rule, wrong_tag } = await planted(request, world);
    const first = missing_rule.sort()[0] ?? "";
    await page.getByRole("button", { name: `Add to changes: ${first}`, exact: true }).click();
    const pending = page.getByRole("region", { name: "Pending changes" });
    await expect(pending).toContainText("1 change pending for this plan.");
    await expect(pending).toContainText("Saved on this device");
    await page.getByRole("combobox", { name: "Finding", exact: true }).selectOption("wrong-tag");
    await expect(status(page)).toHaveText("12 of 48 findings");
    await page.getByRole("button", { name: "Add all matching to changes" }).click();
    await expect(pending).toContainText("13 changes pending for this plan.");
    await expect(pending).toContainText("12 changes added");
    await pending.getByRole("link", { name: "Review them in Dial plans" }).click();
    await expect(page.getByRole("heading", { name: "Dial plans", level: 1 })).toBeVisible();
    await page.getByRole("button", { name: "Review changes" }).click();
    await page.getByRole("dialog", { name: "Review changes" }).getByRole("button", { name: "Apply changes" }).click();
    await expect(page.getByRole("dialog", { name: "Applying changes" })).toContainText("13");
    await expect
      .poll(async () => {
        const plan = await request.get(PLAN, { headers: { Authorization: `Bearer ${world.token}` } });
        const { ruleDTO } = (await plan.json()) as { ruleDTO: { prefix: string; tag: string }[] };
        const tag = (number: string) => ruleDTO.find(({ prefix }) => prefix === number)?.tag;
        return tag(first) !== undefined && wrong_tag.every(({ number, tag: wrong }) => tag(number) !== wrong);
      })
      .toBe(true);
  });

  test("changes meet those that Dial plans has open already", async ({ page, world }) => {
    await open(page, world, `customer=${CUSTOMER}`);
    await expect(status(page)).toHaveText("48 findings");
    await page.goto(`/dial-plans?customer=${CUSTOMER}&plan=OCDialPlan`);
    await signIn(page, world);
    const changes = page.getByRole("region", { name: "Pending changes" });
    await page.getByRole("button", { name: "Add rule" }).click();
    const form = page.getByRole("form", { name: "Add rule" });
    await form.getByRole("textbox", { name: "Name", exact: true }).fill("Sandbox2Cust");
    await form.getByRole("textbox", { name: "Prefix", exact: true }).fill("+4420700001");
    await form.getByRole("combobox", { name: "Tag", exact: true }).fill("oc1.sandbox2.audiocodes.be");
    await form.getByRole("button", { name: "Add to changes" }).click();
    await expect(changes).toContainText("Saved on this device");
    await page.getByRole("link", { name: "Compare with numbers" }).click();
    await expect(status(page)).toHaveText("48 findings");
    const pending = page.getByRole("region", { name: "Pending changes" });
    await expect(pending).toContainText("1 change pending");
    await page.getByRole("button", { name: /12\s*Rule without a number/ }).click();
    await page.getByRole("button", { name: "Add all matching to changes" }).click();
    await expect(pending).toContainText("13 changes pending");
    await expect(pending).toContainText("Saved on this device");
    await page.goBack();
    await page.goBack();
    await expect(page.getByRole("heading", { name: "Dial plans", level: 1 })).toBeVisible();
    await expect(changes).toContainText("12 to remove");
    await expect(changes).toContainText("1 to add");
  });
});

test("a customer is chosen by name, and brings its tenant along", async ({ page, world }) => {
  await open(page, world, "");
  await expect(page.getByRole("heading", { name: "Whose numbers, and which plan?" })).toBeVisible();
  await page.getByRole("combobox", { name: "Customer", exact: true }).fill("Sandbox2Cust");
  await expect(page.getByRole("textbox", { name: "Microsoft tenant ID", exact: true })).toHaveValue(TENANT);
  await page.getByRole("combobox", { name: "Dial plan", exact: true }).fill("CustDialPlan");
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/drift\\?tenant=${TENANT}&customer=${CUSTOMER}&plan=CustDialPlan`));
  await expect(status(page)).toHaveText(/^\d+ findings?$/);
});

test("a plan that cannot be read says so, and is read again on asking", async ({ page, world, request }) => {
  await request.post(`/sandbox/worlds/${world.id}/faults`, {
    data: { method: "GET", path: "*/dialplan/OCDialPlan", status: 500, times: 1 },
  });
  await open(page, world);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("The dial plan could not be read");
  await expect(alert).toContainText("500");
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(status(page)).toHaveText(/^\d+ findings?$/);
});

test.describe("with 100,000 numbers and 50,000 rules", () => {
  test.use({ worldOptions: { drift: 40, numbers: 100_000 } });

  test("the page is painted while it compares", async ({ page, world }) => {
    await open(page, world, "");
    // What the page said meanwhile, as often as it could say it.
    await page.evaluate(() => {
      const watched = globalThis as typeof globalThis & { said?: Set<string> };
      const said = (watched.said = new Set<string>());
      const look = () => {
        said.add(document.querySelector("[role=status]")?.textContent ?? "");
        requestAnimationFrame(look);
      };
      look();
    });
    await page.getByRole("combobox", { name: "Customer", exact: true }).fill("Sandbox2Cust");
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await expect(status(page)).toHaveText("160 findings", { timeout: 60_000 });
    const said = await page.evaluate(() => [...((globalThis as typeof globalThis & { said?: Set<string> }).said ?? [])]);
    expect(said.filter((text) => /^[\d,]+ numbers read$/.test(text)).length).toBeGreaterThan(3);
    await expect(page.getByText("100,000 numbers compared with 50,000 rules.", { exact: false })).toBeVisible();
    const rows = page.locator("tbody [aria-rowindex]");
    expect(await rows.count()).toBeLessThanOrEqual(200);
  });
});
