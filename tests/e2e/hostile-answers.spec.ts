// What servers send is text: it runs nowhere, moves nothing, and sends nothing.
import { expect, signIn, test } from "./fixtures";
import { BUT, CORPUS, enter, expectShown, expectUnharmed, LISTS, PAGES, RUN, settled } from "./hostile";

for (const [name, hostile, hasRows] of [
  ["in place of every text of every answer", { texts: CORPUS, but: ["token"] }, false],
  ["in place of every text but the ids", { texts: CORPUS, but: BUT }, true],
  ["behind every text but the ids", { texts: CORPUS, but: BUT, appended: true }, true],
] as const) {
  test.describe(`hostile texts ${name}`, () => {
    test.use({ worldOptions: { hostile, rules: 30 } });

    test("do nothing on any page", async ({ page, world }) => {
      test.setTimeout(240_000);
      await enter(page, world);
      for (const address of PAGES) {
        await page.goto(address);
        await settled(page);
        if (hasRows && LISTS.includes(address)) await expectShown(page);
        await expectUnharmed(page);
      }
      if (!hasRows) return;
      for (const [list, grid] of [["/profiles", "Calling profiles"], ["/voice-profiles", "Voice profiles"], ["/services", "Services"]]) {
        await page.goto(list);
        const row = page.getByRole("grid", { name: grid }).locator("[aria-rowindex='2'] a").first();
        await page.goto(String(await row.getAttribute("href")));
        await settled(page);
        await expectShown(page);
        await expectUnharmed(page);
      }
      await page.getByRole("link", { name: "Activity", exact: true }).click();
      await page.getByRole("grid", { name: "Activity" }).getByRole("button", { name: /customer/ }).first().click();
      await expectShown(page);
      await expectUnharmed(page);
    });
  });
}

test.describe("hostile texts behind every text", () => {
  test.use({ worldOptions: { hostile: { texts: CORPUS, but: BUT, appended: true } } });

  test("do nothing in what a task and its messages say", async ({ page, world }) => {
    await enter(page, world);
    await page.goto("/services/new");
    await page.getByRole("textbox", { name: "Microsoft tenant ID", exact: true }).fill("f9f53ee0-56e1-43f6-8fe3-5fb322986657");
    await page.getByRole("textbox", { name: "Customer short name", exact: true }).fill("Hostile");
    await page.getByRole("textbox", { name: "Customer full name", exact: true }).fill(CORPUS[0]);
    await page.getByRole("button", { name: "Create service", exact: true }).click();
    const outcome = page.getByRole("heading", { name: "The service is created" });
    await expect(outcome).toBeVisible({ timeout: 40_000 });
    await expectShown(page);
    await expectUnharmed(page);
    await page.getByRole("link", { name: "Tasks", exact: true }).click();
    await page.getByRole("grid", { name: "Tasks" }).getByRole("button").first().click();
    await expectShown(page);
    await expectUnharmed(page);
  });
});

test("a hostile error is shown as text", async ({ page, world, request }) => {
  await enter(page, world);
  for (const [at, text] of CORPUS.entries()) {
    await request.delete(`/sandbox/worlds/${world.id}/faults`);
    await request.post(`/sandbox/worlds/${world.id}/faults`, {
      data: [{ path: "/api/v2/oc/callingprofile", status: 500, body: { title: text, detail: text, traceId: text, status: 500 } }],
    });
    if (at === 0) await page.goto("/profiles");
    else await page.getByRole("button", { name: "Refresh" }).click();
    await expect(page.getByRole("alert").first()).toContainText("500");
    if (text.includes(RUN) && !text.includes("\t")) await expect(page.getByRole("alert").first()).toContainText(text);
    await expectUnharmed(page);
  }
});

test("a hostile name of an environment is a name", async ({ page, world }) => {
  const environments = CORPUS.filter((text) => text !== "").map((name) => ({
    name,
    kind: "production",
    livePlatform: { baseUrl: "/ac/tenantui", auth: "token" },
    openTact: { baseUrl: "/ot/rest", auth: "password" },
  }));
  await page.route("**/config.json", (route) => route.fulfill({ json: { environments } }));
  await page.goto("/sign-in?next=/profiles");
  await expectUnharmed(page);
  await signIn(page, world);
  await expect(page.getByRole("status").first()).toHaveText("21 profiles");
  await expect(page.getByRole("banner")).toContainText(CORPUS[0]);
  await expectUnharmed(page);
});
