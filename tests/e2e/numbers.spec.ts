// Numbers of a tenant: while they arrive, when they do not, found again in any form, and as files.
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { WIRE, expect, expectAccessible, shots, signIn, test, type World } from "./fixtures";
import type { APIRequestContext, Download, Page } from "@playwright/test";

/** The vendor's two numbers. */
const TWO = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";
const DEMO = "71d77de6-4ff8-4f1c-b7f6-884c69a1a55a";
const NUMBERS = "/api/v2/oc/numbers";
const sized = (count: number) => `5e471e10-0000-4000-9000-${String(count).padStart(12, "0")}`;
const failing = (what: string) => `5e471e10-0000-4000-8000-${what.padStart(12, "0")}`;

const status = (page: Page) => page.getByRole("status").first();
const grid = (page: Page) => page.getByRole("grid", { name: "Numbers" });
const tenantField = (page: Page) => page.getByRole("textbox", { name: "Microsoft tenant ID", exact: true });

async function open(page: Page, world: World, query: string) {
  await page.goto(`/sign-in?next=${encodeURIComponent(`/numbers${query}`)}`);
  await signIn(page, world);
  await expect(page.getByRole("heading", { name: "Numbers", level: 1 })).toBeVisible();
}

async function lookUp(page: Page, tenant: string) {
  await tenantField(page).fill(tenant);
  await page.getByRole("button", { name: "Look up", exact: true }).click();
}

async function addFault(request: APIRequestContext, world: World, fault: object) {
  const added = await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [{ path: NUMBERS, ...fault }] });
  expect(added.ok(), await added.text()).toBe(true);
}

async function calls(request: APIRequestContext, world: World, query = "") {
  const answer = await request.get(`/sandbox/worlds/${world.id}/requests?path=${NUMBERS}${query}`);
  return (await answer.json()) as { outcome: string }[];
}

/** What the server sends for a tenant, for comparing. */
async function asSent(request: APIRequestContext, world: World, tenant: string) {
  const answer = await request.get(`/ac/tenantui${NUMBERS}?msTenantId=${tenant}`, {
    headers: { authorization: `Bearer ${world.token}` },
  });
  return (await answer.json()) as Record<string, unknown>[];
}

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

test.describe("while the answer arrives", () => {
  for (const withLength of [true, false]) {
    test.describe(withLength ? "with its length" : "without its length", () => {
      test.use({ worldOptions: { content_length: withLength } });

      test("rows are there, counted and searched", async ({ page, world, request }) => {
        await addFault(request, world, { gate: { name: "half", at: "in-body", after_bytes: 2_000_000 } });
        await open(page, world, `?tenant=${sized(5000)}`);
        await expect(status(page)).toHaveText(/^\d,\d{3} numbers so far$/);
        await expect(page.locator("[aria-rowindex='2']")).toContainText("+");
        const bar = page.getByRole("progressbar");
        await expect(bar).toBeVisible();
        if (withLength) {
          await expect(bar).toHaveAttribute("aria-valuenow", /^4\d$/);
        } else {
          await expect(bar).not.toHaveAttribute("aria-valuenow");
        }
        await page.getByRole("combobox", { name: "Country" }).selectOption("US");
        await expect(status(page)).toHaveText(/^[\d,]+ of [\d,]+ numbers so far$/);
        await shots(page, "numbers-streaming");
        await request.post(`/sandbox/worlds/${world.id}/gates/half/release`);
        await expect(status(page)).toHaveText(/^1,\d{3} of 5,000 numbers$/);
        await expect(bar).toHaveCount(0);
      });
    });
  }

  test.describe("compressed", () => {
    test.use({ worldOptions: { content_length: true, gzip: true } });

    test("it is read as well", async ({ page, world }) => {
      await open(page, world, `?tenant=${sized(5000)}`);
      await expect(status(page)).toHaveText("5,000 numbers");
    });
  });

  test("another look-up, Stop, and leaving the page give the call up", async ({ page, world, request }) => {
    await addFault(request, world, { times: 3, gate: { name: "never", at: "in-body", after_bytes: 500_000 } });
    await open(page, world, `?tenant=${sized(5000)}`);
    await expect(status(page)).toHaveText(/so far$/);
    await lookUp(page, sized(4000));
    await calls(request, world, "&outcome=aborted&wait_for=1");
    await expect(status(page)).toHaveText(/so far$/);
    await page.getByRole("button", { name: "Stop" }).click();
    await calls(request, world, "&outcome=aborted&wait_for=2");
    await expect(page.getByRole("alert")).toContainText(/^Only \d+ numbers came/);
    await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
    await expect(status(page)).toHaveText(/so far$/);
    await page.getByRole("link", { name: "Calling profiles" }).click();
    await calls(request, world, "&outcome=aborted&wait_for=3");
    await expect(status(page)).toHaveText("21 profiles");
  });

  test("a cut keeps what came, says so, and is tried again", async ({ page, world, request }) => {
    // A connection that breaks takes along what the browser has not read: it breaks after that.
    const gate = { name: "cut", at: "in-body", after_bytes: 1_000_000 };
    await addFault(request, world, { times: 1, gate, drop: "mid-body", after_bytes: 1_000_000 });
    await open(page, world, `?tenant=${sized(5000)}`);
    await expect(status(page)).toHaveText(/^1,\d{3} numbers so far$/);
    await request.post(`/sandbox/worlds/${world.id}/gates/cut/release`);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText(/^Only [\d,]+ numbers came: the answer ended early/);
    await expect(status(page)).toHaveText(/^[\d,]+ numbers$/);
    await expect(page.locator("[aria-rowindex='2']")).toBeVisible();
    await alert.getByRole("button", { name: "Try again" }).click();
    await expect(status(page)).toHaveText("5,000 numbers");
    await expect(alert).toHaveCount(0);
  });

  for (const [name, tenant, says] of [
    ["an empty body", failing("e001"), "200 with an empty body"],
    ["a truncated body", failing("e002"), "the answer ended early"],
    ["a web page", failing("e004"), "200 with a web page instead of data"],
    ["a dropped connection", failing("e008"), "no answer from"],
    ["a redirect", failing("e00a"), "redirects to another address"],
    ["403", failing("403"), "403 Forbidden"],
    ["500", failing("500"), "500 Internal Server Error"],
  ] as const) {
    test(`${name} is explained`, says === "no answer from" ? WIRE : {}, async ({ page, world }) => {
      await open(page, world, `?tenant=${tenant}`);
      const alert = page.getByRole("alert");
      await expect(alert).toContainText(says);
      await expect(alert.getByRole("button", { name: "Try again" })).toBeVisible();
      await expect(page.getByRole("button", { name: "Refresh" })).not.toHaveAttribute("aria-busy", "true");
    });
  }

  test("another media type and another shape say what came", async ({ page, world, request }) => {
    await addFault(request, world, { body: { data: [] }, content_type: "text/csv" });
    await open(page, world, `?tenant=${TWO}`);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("expected an array, found an object");
    await expect(alert).toContainText("text/csv");
  });

  test("a byte order mark does no harm", async ({ page, world }) => {
    await open(page, world, `?tenant=${failing("e003")}`);
    await expect(status(page)).toHaveText("1,000 numbers");
    await expect(page.getByRole("alert")).toHaveCount(0);
  });

  test("silence is reported after 30 seconds, before the head and in the body", async ({ page, world, request }) => {
    await page.clock.install();
    await open(page, world, `?tenant=${failing("e005")}`);
    await calls(request, world, "&wait_for=1");
    await page.clock.runFor(30_000);
    await expect(page.getByRole("alert")).toContainText("no answer within 30 seconds");
    await lookUp(page, failing("e006"));
    await expect(page.locator("[aria-rowindex='2']")).toBeVisible();
    await page.clock.runFor(31_000);
    await expect(page.getByRole("alert")).toContainText(/^Only \d+ numbers came: no answer within 30 seconds/);
  });

  test("an element that cannot be read is one row that says so", async ({ page, world }) => {
    await open(page, world, `?tenant=${failing("e00b")}`);
    await expect(status(page)).toHaveText(/^\d+ numbers$/);
    await expect(grid(page)).toContainText("Could not be read");
    await expect(grid(page)).toContainText(/\$\[\d+\]/);
    await expect(grid(page).getByRole("link", { name: /^\+\d/ }).first()).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});

test.describe("240 numbers", () => {
  test.beforeEach(async ({ page, world }) => {
    await open(page, world, `?tenant=${DEMO}`);
    await expect(status(page)).toHaveText("240 numbers");
  });

  test("are filtered by what they have and have not, in the address, and Back restores", async ({ page, world, request, context }) => {
    const sent = await asSent(request, world, DEMO);
    const list = (row: Record<string, unknown>, key: string) => (row[key] as string[] | null) ?? [];
    const mobile = sent.filter((row) => list(row, "acquiredCapabilities").includes("Mobile")).length;
    const couldBe = sent.filter(
      (row) => list(row, "availableCapabilities").includes("Mobile") && !list(row, "acquiredCapabilities").includes("Mobile"),
    ).length;
    const silent = sent.filter((row) => (row.assignmentStatus ?? null) === null).length;

    const capability = page.getByRole("combobox", { name: "Capability" });
    await capability.selectOption("Mobile");
    await expect(status(page)).toHaveText(`${mobile} of 240 numbers`);
    await expect(grid(page)).toHaveAttribute("aria-rowcount", String(mobile + 1));
    await expect(page).toHaveURL(/capability=Mobile/);
    await capability.selectOption("!Mobile");
    await expect(status(page)).toHaveText(`${240 - mobile} of 240 numbers`);
    await expect(page).toHaveURL(/capability=(!|%21)Mobile/);
    if (couldBe > 0) {
      await capability.selectOption("~Mobile");
      await expect(status(page)).toHaveText(`${couldBe} of 240 numbers`);
      await page.goBack();
    }
    await page.goBack();
    await expect(capability).toHaveValue("Mobile");
    await expect(status(page)).toHaveText(`${mobile} of 240 numbers`);
    await page.getByRole("button", { name: "Clear filters" }).click();
    const assignment = page.getByRole("combobox", { name: "Assignment" });
    await expect(assignment.getByRole("option", { name: /^Not reported/ })).toHaveText(`Not reported (${silent})`);
    await assignment.selectOption("none");
    await expect(status(page)).toHaveText(`${silent} of 240 numbers`);

    await page.getByRole("searchbox", { name: "Search" }).fill("oc1");
    await expect(page).toHaveURL(/q=oc1/);
    const found = await status(page).textContent();
    const other = await context.newPage();
    await other.goto(page.url());
    await signIn(other, world);
    await expect(status(other)).toHaveText(String(found));
    await expect(other.getByRole("combobox", { name: "Assignment" })).toHaveValue("none");
  });

  test("several capabilities of the address all hold", async ({ page, world, request }) => {
    const sent = await asSent(request, world, DEMO);
    const both = sent.filter((row) => {
      const has = (row.acquiredCapabilities as string[] | null) ?? [];
      return has.includes("UserAssignment") && !has.includes("Mobile");
    }).length;
    await page.goto(`/numbers?tenant=${DEMO}&capability=UserAssignment&capability=!Mobile`);
    await signIn(page, world);
    await expect(status(page)).toHaveText(`${both} of 240 numbers`);
    await expect(page.getByRole("combobox", { name: "Capability" })).toContainText("UserAssignment, Not Mobile");
  });

  test("are summed up by bars that filter", async ({ page, world, request }) => {
    const sent = await asSent(request, world, DEMO);
    const american = sent.filter((row) => row.isoCountryCode === "US").length;
    const summary = page.getByRole("region", { name: "Summary" });
    const bar = summary.getByRole("button", { name: `Country: United States, ${american}`, exact: true });
    await bar.click();
    await expect(status(page)).toHaveText(`${american} of 240 numbers`);
    await expect(bar).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByRole("combobox", { name: "Country" })).toHaveValue("US");
    await bar.click();
    await expect(status(page)).toHaveText("240 numbers");
    // A profile that is not in the list, or not well, stands out.
    await expect(summary.getByRole("button", { name: /^Calling profile: (Critical|Warning|Unknown): / }).first()).toBeVisible();
  });

  test("are sorted by every column that is shown, both ways", async ({ page, world, request }) => {
    const sent = await asSent(request, world, DEMO);
    const first = page.locator("[aria-rowindex='2']").getByRole("gridcell").first();
    const digits = async () => (await first.innerText()).replace(/\D/g, "");
    const phones = sent.map((row) => String(row.telephoneNumber).replace(/\D/g, "")).sort();
    const head = (name: string) => grid(page).getByRole("columnheader", { name, exact: true });
    await head("Number").getByRole("button").click();
    await expect(head("Number")).toHaveAttribute("aria-sort", "ascending");
    await expect.poll(digits).toBe(phones[0]);
    await head("Number").getByRole("button").click();
    await expect(head("Number")).toHaveAttribute("aria-sort", "descending");
    await expect.poll(digits).toBe(phones.at(-1));
    await expect(page).toHaveURL(/sort=-number/);
    for (const name of ["Country", "Assignment", "Calling profile", "Capabilities", "SBC", "Acquired on", "Acquired status", "Source"]) {
      await head(name).getByRole("button").click();
      await expect(head(name)).toHaveAttribute("aria-sort", "ascending");
    }
    const oldest = sent.reduce((a, b) => (String(a.acquiredOn ?? "9") <= String(b.acquiredOn ?? "9") ? a : b));
    await head("Acquired on").getByRole("button").click();
    await expect.poll(digits).toBe(String(oldest.telephoneNumber).replace(/\D/g, ""));
  });

  test("show one with every field as returned, and Back closes it", async ({ page, world, request }) => {
    const sent = await asSent(request, world, DEMO);
    await page.locator("[aria-rowindex='3']").getByRole("link").first().click();
    await expect(page).toHaveURL(/number=%2B\d+/);
    const panel = page.getByRole("complementary");
    const own = sent[1] ?? {};
    await expect(page.locator("[aria-rowindex='3']")).toHaveAttribute("aria-selected", "true");
    const shown = await panel.getByRole("region", { name: "As the server returned it" }).locator("pre").innerText();
    expect(JSON.parse(shown)).toEqual(own);
    await expect(panel).toContainText(String(own.acquiredOn).slice(0, 10));
    await expect(panel).toContainText("UTC");
    await panel.getByRole("button", { name: "Copy number" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(own.telephoneNumber);
    await expectAccessible(page);
    await shots(page, "numbers-detail");
    await page.goBack();
    await expect(panel).toHaveCount(0);
    await page.goForward();
    await panel.getByRole("button", { name: "Close details" }).click();
    await expect(panel).toHaveCount(0);
    await expect(page).not.toHaveURL(/number=/);
  });

  test("have other columns on demand, remembered", async ({ page, world }) => {
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Last assignment check" }).click();
    await page.getByRole("menuitemcheckbox", { name: "SBC" }).click();
    await page.keyboard.press("Escape");
    const heads = grid(page).getByRole("columnheader");
    await expect(heads).toHaveText(["Number", "Country", "Assignment", "Calling profile", "Capabilities", "Acquired on", "Acquired status", "Source", "Last assignment check"]);
    await page.reload();
    await signIn(page, world);
    await expect(heads.last()).toHaveText("Last assignment check");
  });

  test("are compared with a pasted list", async ({ page, world, request }) => {
    const sent = await asSent(request, world, DEMO);
    const [first, second] = sent.map((row) => String(row.telephoneNumber));
    const spread = (wire = "") => `00${wire.slice(1, 4)} (${wire.slice(4, 7)}) ${wire.slice(7)}`;
    await page.getByRole("button", { name: "Paste a list" }).click();
    const dialog = page.getByRole("dialog", { name: "Paste a list" });
    await dialog.getByRole("textbox", { name: "Numbers to look for" }).fill(`${first}; ${spread(second)}\n+15550100999\nnope\n${first}`);
    await dialog.getByRole("button", { name: "Compare" }).click();
    await expect(dialog.getByRole("status")).toHaveText("2 in the tenant, 1 not, 1 could not be read, 1 repeated");
    const pasted = dialog.getByRole("grid", { name: "Pasted numbers" });
    await expect(pasted).toHaveAttribute("aria-rowcount", "3");
    await expect(pasted).toContainText("Not in the tenant");
    await expectAccessible(page);
    await shots(page, "numbers-paste");

    const saving = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Export not found" }).click();
    const [, ...missing] = csv(await text(await saving));
    expect(missing.map((row) => row[1])).toEqual(["+15550100999", "nope"]);
    const again = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Export found" }).click();
    const [heads = [], ...found] = csv(await text(await again));
    expect(found.map((row) => row[heads.indexOf("telephoneNumber")])).toEqual([first, second]);

    await dialog.getByRole("button", { name: "In the tenant", exact: true }).click();
    await expect(pasted).toHaveAttribute("aria-rowcount", "4");
    await pasted.getByRole("button", { name: /^\+/ }).first().click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole("complementary")).toBeVisible();
  });

  test("are usable by everybody, in light and dark and on a phone", async ({ page }) => {
    await shots(page, "numbers");
    await expectAccessible(page);
    await page.setViewportSize({ width: 375, height: 812 });
    await expectAccessible(page);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(tooWide).toBe(false);
    await page.locator("[aria-rowindex='2']").getByRole("link").first().click();
    await expect(page.getByRole("complementary")).toBeVisible();
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

test.describe("as a file", () => {
  const TENANT = sized(1000);

  async function save(page: Page, as: string) {
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: as, exact: true }).click();
    return saving;
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
    const saved = await save(page, "CSV for machines");
    expect(saved.suggestedFilename()).toBe("numbers.csv");
    const [heads = [], ...rows] = csv(await text(saved));
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
    const content = await text(await save(page, "CSV for Excel"));
    expect(content.startsWith("\ufeff")).toBe(true);
    const [heads = [], ...rows] = csv(content.slice(1));
    expect(heads).toEqual(["Number", "Country", "Assignment", "Calling profile", "Calling profile id", "Capabilities", "SBC", "Acquired on", "Acquired status", "Source"]);
    expect(rows.map((row) => row[0])).toEqual(sent.map((row) => `="${String(row.telephoneNumber)}"`));
    expect(rows.map((row) => row[4])).toEqual(sent.map((row) => String(row.callingProfileId)));
    const [, ...plain] = csv(await text(await save(page, "CSV for machines")));
    const shown = (cell: string) => cell.replace(/^="(.*)"$/, "$1").replace(/^'/, "");
    // Machines get the profile's id alone.
    const own = rows.map((row) => row.filter((_, column) => heads[column] !== "Calling profile"));
    expect(own.map((row) => row.map(shown))).toEqual(plain);
  });

  test("as a workbook every cell is text", async ({ page, world, request }) => {
    const sent = await prepared(page, world, request);
    await withAllColumns(page);
    const saved = await save(page, "XLSX");
    expect(saved.suggestedFilename()).toBe("numbers.xlsx");
    const [heads = [], ...rows] = await readSheet(await saved.path());
    expect(rows).toHaveLength(sent.length);
    expect(rows.flat().every((cell) => cell === null || typeof cell === "string")).toBe(true);
    expect(rows.map((row) => row[heads.indexOf("Number")])).toEqual(sent.map((row) => row.telephoneNumber));
    expect(rows.map((row) => row[heads.indexOf("Number id")])).toEqual(sent.map((row) => String(row.id)));
    const [, ...plain] = csv(await text(await save(page, "CSV for machines")));
    const shared = [...heads.keys()].filter((column) => heads[column] !== "Calling profile");
    expect(rows.map((row) => shared.map((column) => row[column] ?? ""))).toEqual(plain);
  });

  test("as JSON it is what was returned", async ({ page, world, request }) => {
    const sent = await prepared(page, world, request);
    await withAllColumns(page);
    expect(JSON.parse(await text(await save(page, "JSON")))).toEqual(sent);
  });
});

test.describe("100,000 numbers", () => {
  test("are there with few rows in the document, searched, sorted and saved", async ({ page, world }) => {
    await open(page, world, `?tenant=${sized(100_000)}`);
    await expect(page.locator("[aria-rowindex='2']")).toBeVisible();
    await expect(status(page)).toHaveText("100,000 numbers", { timeout: 60_000 });
    await expect(grid(page)).toHaveAttribute("aria-rowcount", "100001");
    const rows = page.locator("tbody [aria-rowindex]");
    expect(await rows.count()).toBeLessThanOrEqual(200);
    await page.locator(".grid-box").first().evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await expect(page.locator("[aria-rowindex='100001']")).toBeVisible();
    expect(await rows.count()).toBeLessThanOrEqual(200);

    await page.getByRole("searchbox", { name: "Search" }).pressSequentially("+44 161");
    await expect(status(page)).toHaveText(/^[1-9][\d,]* of 100,000 numbers$/);
    await grid(page).getByRole("columnheader", { name: "Number", exact: true }).getByRole("button").click();
    await expect(page.locator("[aria-rowindex='2']")).toContainText("+44 1");
    await page.getByRole("searchbox", { name: "Search" }).fill("");
    await expect(status(page)).toHaveText("100,000 numbers");

    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: "CSV for machines" }).click();
    const lines = (await text(await saving)).trimEnd().split("\r\n");
    expect(lines).toHaveLength(100_001);
  });
});

async function text(download: Download) {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString("utf8");
}

function csv(content: string) {
  return parse(content) as string[][];
}
