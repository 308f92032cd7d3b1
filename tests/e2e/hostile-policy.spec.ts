// What the page's policy refuses whatever the app does.
import { expect, test } from "./fixtures";
import { CORPUS } from "./hostile";

test("text cannot become markup, a script or a worker", async ({ browser, baseURL }) => {
  // A context that nobody watches: the refusals are what is wanted here, and only here.
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const admitted = await page.evaluate((corpus) => {
    const tries: Record<string, (text: string) => unknown> = {
      markup: (text) => { document.createElement("div").innerHTML = text; },
      template: (text) => { document.createElement("template").innerHTML = text; },
      srcdoc: (text) => { document.createElement("iframe").srcdoc = text; },
      parser: (text) => new DOMParser().parseFromString(text, "text/html"),
      write: (text) => { document.write(text); },
      script: (text) => { document.createElement("script").text = text; },
      address: (text) => { document.createElement("script").src = text; },
      worker: (text) => new Worker(text),
      handler: (text) => { document.createElement("p").setAttribute("onclick", text); },
      evaluation: (text) => (0, eval)(text),
      timer: (text) => setTimeout(text),
      "another policy": () => {
        const types = Reflect.get(globalThis, "trustedTypes") as { createPolicy: (name: string, rules: object) => void };
        types.createPolicy("default", {});
      },
    };
    return Object.entries(tries).filter(([, attempt]) => {
      try {
        attempt(corpus);
        return true;
      } catch {
        return false;
      }
    }).map(([name]) => name);
  }, CORPUS[0]);
  expect(admitted).toEqual([]);
  await context.close();
});
