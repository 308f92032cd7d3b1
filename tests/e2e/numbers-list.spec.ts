// The list of numbers: filtered, summed up, sorted, looked into, and compared with another list.
import { expect, expectAccessible, expectFitsPhone, shots, signIn, test } from "./fixtures";
import { saved, textOf } from "./downloads";
import { asSent, csv, DEMO, grid, open, sized, status } from "./numbers";

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

    const [, ...missing] = csv(await textOf(await saved(dialog.getByRole("button", { name: "Export not found" }))));
    expect(missing.map((row) => row[1])).toEqual(["+15550100999", "nope"]);
    const [heads = [], ...found] = csv(await textOf(await saved(dialog.getByRole("button", { name: "Export found" }))));
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
    await expectFitsPhone(page);
    await page.locator("[aria-rowindex='2']").getByRole("link").first().click();
    await expect(page.getByRole("complementary")).toBeVisible();
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

    await page.getByRole("button", { name: "Export" }).click();
    const file = await saved(page.getByRole("menuitem", { name: "CSV for machines" }));
    const lines = (await textOf(file)).trimEnd().split("\r\n");
    expect(lines).toHaveLength(100_001);
  });

  test("show their numbers while they are skimmed, and everything as soon as they slow", async ({ page, world }) => {
    await open(page, world, `?tenant=${sized(10_000)}`);
    await expect(status(page)).toHaveText("10,000 numbers");
    const box = page.locator(".grid-box").first();
    /** Scrolls by a screen in every frame; gives how many cells were left out at the most, and the numbers that then stood in their rows. */
    const skim = () =>
      box.evaluate(async (scroller) => {
        let [leftOut, numbers] = [0, new Map<string, string>()];
        for (let frame = 0; frame < 20; frame += 1) {
          await new Promise(requestAnimationFrame);
          scroller.scrollTop += 900;
          const hidden = [...scroller.querySelectorAll("[data-left-out]")].filter((cell) => getComputedStyle(cell).visibility === "hidden").length;
          if (hidden <= leftOut) continue;
          leftOut = hidden;
          const rows = [...scroller.querySelectorAll("tbody tr[aria-rowindex]")];
          numbers = new Map(rows.map((row) => [row.getAttribute("aria-rowindex") ?? "", row.querySelector("td")?.textContent ?? ""]));
        }
        return { leftOut, numbers: [...numbers] };
      });
    /** What the rows on the screen say; those around it come and go with the list's rest. */
    const texts = () =>
      box.evaluate((scroller) => {
        const { top, bottom } = scroller.getBoundingClientRect();
        const rows = [...scroller.querySelectorAll("tbody tr[aria-rowindex]")];
        const seen = rows.filter((row) => row.getBoundingClientRect().bottom > top && row.getBoundingClientRect().top < bottom);
        return seen.map((row) => `${row.getAttribute("aria-rowindex")} ${row.textContent}`);
      });

    const { leftOut, numbers } = await skim();
    expect(leftOut).toBeGreaterThan(100);
    await expect(page.locator("[data-left-out]")).toHaveCount(0);
    const place = await box.evaluate((scroller) => scroller.scrollTop);
    const skimmed = await texts();
    expect(skimmed.length).toBeGreaterThan(10);
    await box.evaluate((scroller) => scroller.scrollTo(0, 0));
    await expect(page.locator("[aria-rowindex='2']")).toBeVisible();
    await box.evaluate((scroller, top) => scroller.scrollTo(0, top), place);
    await expect.poll(texts).toEqual(skimmed);
    // What stood there while the list moved is what stands there at rest.
    const [row, number] = numbers[5]!;
    await box.evaluate((scroller, top) => scroller.scrollTo(0, top), (Number(row) - 2) * 36);
    await expect(page.locator(`[aria-rowindex='${row}']`)).toContainText(number);

    // Whoever goes through the list by the keyboard reads every row of it.
    await box.evaluate((scroller) => {
      new MutationObserver((changes) => (scroller as HTMLElement).dataset.leftOut = String(changes.length)).observe(scroller, { attributeFilter: ["data-left-out"], subtree: true });
    });
    await page.locator(`[aria-rowindex='${row}'] > td`).nth(2).focus();
    for (let press = 0; press < 12; press += 1) await page.keyboard.press("PageDown");
    await expect(page.locator("tbody td:focus")).toBeVisible();
    expect(Number(await page.locator("tbody tr:has(td:focus)").getAttribute("aria-rowindex"))).toBeGreaterThan(Number(row) + 100);
    await expect(box).not.toHaveAttribute("data-left-out");
  });
});
