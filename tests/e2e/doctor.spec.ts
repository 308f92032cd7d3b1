// Why a call had no answer: what can be known is said, and the rest is "one of".
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { test as plain, type Page } from "@playwright/test";
import { WIRE, expect, expectAccessible, expectFitsPhone, shots, signIn, test } from "./fixtures";

const LIVE = "/ac/tenantui/";

const region = (page: Page, name = "Live Platform") => page.getByRole("region", { name, exact: true });
const status = (page: Page) => page.getByRole("status").first();

async function open(page: Page, site = "") {
  await page.goto(`${site}/doctor`);
  await expect(page.getByRole("heading", { level: 1, name: "Connection doctor", exact: true })).toBeVisible();
  await expect(status(page)).toHaveText(/^Checked at/, { timeout: 30_000 });
}

async function expectNoBareWords(page: Page) {
  const said = await page.locator("body").innerText();
  expect(said).not.toMatch(/CORS error|Failed to fetch|NetworkError/i);
}

test("where all is well it says so, and prints blocks with this origin", async ({ page, baseURL }) => {
  await open(page);
  for (const name of ["Live Platform", "OpenTACT"]) {
    await expect(region(page, name)).toContainText("Calls reach the API");
    await expect(region(page, name)).toContainText("It answered 401");
  }
  const origin = new URL(String(baseURL)).origin;
  const blocks = page.getByRole("region", { name: "Pass the calls on from this site", exact: true });
  await blocks.getByRole("button", { name: "Copy nginx: pass calls on" }).click();
  await expect(blocks.getByRole("button", { name: "Copied" })).toBeVisible();
  const nginx = await page.evaluate(() => navigator.clipboard.readText());
  expect(nginx).toContain(`server block of ${origin}`);
  expect(nginx).toContain("location ^~ /ac/tenantui/ {");
  await expect(blocks).toContainText("reverse_proxy https://live.example");
  await page.getByText("What was tried with OpenTACT").click();
  await expect(region(page, "OpenTACT")).toContainText("A plain readanswered 401");
  await shots(page, "doctor");
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test("an alert of a call that had no status leads here", WIRE, async ({ page, world, request }) => {
  await page.goto("/sign-in?next=%2Fprofiles");
  await signIn(page, world);
  await expect(page.getByRole("grid", { name: "Calling profiles" })).toBeVisible();
  await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [{ path: "/api/v3/customer", drop: "before-effect" }] });
  await page.getByRole("link", { name: "Services", exact: true }).click();
  const alert = page.getByRole("alert").first();
  await expect(alert).toContainText("no answer", { timeout: 30_000 });
  await alert.getByRole("link", { name: "Find out why" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Connection doctor" })).toBeFocused();
  await expect(region(page)).toContainText("Calls reach the API");
});

test("a refusal with a status does not lead here", async ({ page, world, request }) => {
  await page.goto("/sign-in?next=%2Fprofiles");
  await signIn(page, world);
  await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [{ path: "/api/v3/customer", status: 500 }] });
  await page.getByRole("link", { name: "Services", exact: true }).click();
  await expect(page.getByRole("alert").first()).toContainText("500");
  await expect(page.getByRole("link", { name: "Find out why" })).toHaveCount(0);
});

test("offline is certain", async ({ page, context }) => {
  await open(page);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(region(page)).toContainText("This device is offlineCertain");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(region(page)).toContainText("Calls reach the API");
});

test("a proxy that is missing, or reaches nothing, is told apart", async ({ page }) => {
  await page.route(`**${LIVE}**`, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Site</title>" }));
  await open(page);
  await expect(region(page)).toContainText("No proxy stands at /ac/tenantui of this site");
  await page.unroute(`**${LIVE}**`);
  await page.route(`**${LIVE}**`, (route) => route.fulfill({ status: 502, contentType: "text/html", body: "Bad Gateway" }));
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(region(page)).toContainText("The proxy of this site answers 502");
  await expectNoBareWords(page);
});

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A sandbox beside the one of the run. */
async function server(...options: string[]) {
  const program = process.env.CORDBOARD_SANDBOX ?? `${root}target/debug/sandbox`;
  const child = spawn(program, options, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    if (/http:\/\/127\.0\.0\.1:\d+/.test(said)) break;
  }
  child.stdout.resume();
  const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? "";
  const stop = async () => {
    child.kill();
    await once(child, "exit");
  };
  return { origin, stop };
}

async function freePort() {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  listener.close();
  await once(listener, "close");
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

const apiServer = (...options: string[]) => server("--port", "0", "--api-only", ...options);

const configuration = (api: string) => ({
  environments: [{ name: "Direct", kind: "staging", livePlatform: { baseUrl: `${api}/ac/tenantui`, auth: "token" } }],
});

/** Serves the page with a configuration, and a policy, that name another origin. */
async function pointTo(page: Page, api: string, isAllowed = true) {
  await page.route("**/config.json", (route) => route.fulfill({ json: configuration(api) }));
  await page.route(/\/doctor$/, async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    const policy = headers["content-security-policy"] ?? "";
    if (isAllowed) headers["content-security-policy"] = policy.replace("connect-src 'self'", `connect-src 'self' ${api}`);
    await route.fulfill({ response, headers });
  });
}

// The usual watches fail whatever leaves the page's origin or meets its policy: here that is asked for.
plain.describe("on another origin", () => {
  for (const [title, options, words] of [
    ["a server that allows nobody", [], /is reached, but does not allow http:\/\/127\.0\.0\.1:\d+ to read its answersLikely/],
    ["a server that answers no preflight", ["--cors", "ORIGIN", "--cors-methods", ""], /allows this site, but not the question that comes beforehandCertain/],
    ["a server that allows this site", ["--cors", "ORIGIN"], /Reads reach the API, and it allows this siteCertain/],
  ] as const) {
    // Both servers are real ones: where requests are intercepted, preflights are not sent.
    plain(title, async ({ page }, testInfo) => {
      const [port, file] = [await freePort(), testInfo.outputPath("config.json")];
      const origin = `http://127.0.0.1:${port}`;
      const api = await apiServer(...options.map((option) => (option === "ORIGIN" ? origin : option)));
      await writeFile(file, JSON.stringify(configuration(api.origin)));
      const dist = process.env.CORDBOARD_DIST ?? `${root}dist`;
      const site = await server("--port", String(port), "--dist", dist, "--config", file);
      await open(page, origin);
      await expect(region(page)).toContainText(words);
      await expectNoBareWords(page);
      const allowing = page.getByRole("region", { name: "Let this site call the servers", exact: true });
      await expect(allowing).toContainText(`Access-Control-Allow-Origin "${origin}" always;`);
      await expect(page.getByRole("region", { name: "Pass the calls on from this site", exact: true })).toContainText(
        `proxy_pass ${api.origin}/ac/tenantui$liveplatform_path;`,
      );
      await Promise.all([api.stop(), site.stop()]);
    });
  }

  plain("a server that is not there is one of several", async ({ page, context }) => {
    await context.grantPermissions(["local-network-access"]);
    const api = await apiServer();
    await api.stop();
    await pointTo(page, api.origin);
    await open(page);
    await expect(region(page)).toContainText("One of these, the more likely first:");
    await expect(region(page)).toContainText("A firewall or a VPN in betweenPossible");
    await expectNoBareWords(page);
    await shots(page, "doctor-unreached");
    await expectAccessible(page);
  });

  // A page whose network the browser does not know needs the permission, and nobody gives it here.
  plain("the browser's permission for the local network", async ({ page, baseURL }) => {
    const api = await apiServer("--cors", new URL(String(baseURL)).origin);
    await pointTo(page, api.origin);
    await open(page);
    await expect(region(page)).toContainText("This browser does not let this site call machines of the local networkLikely");
    await api.stop();
  });

  plain("this site's own policy is certain", async ({ page }) => {
    const api = "http://127.0.0.1:9";
    await pointTo(page, api, false);
    await open(page);
    await expect(region(page)).toContainText("This site's own policy blocks the callCertain");
    await expect(region(page)).toContainText(`does not list ${api} under connect-src`);
  });
});
