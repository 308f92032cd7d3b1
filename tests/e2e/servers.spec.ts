// The built app behind nginx and behind Caddy, with the files of deploy/.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { APIRequestContext, APIResponse, TestInfo } from "@playwright/test";
import { expect, signIn, test } from "./fixtures";
import { type Mode, type Server, type Sites, validate } from "./servers";

const root = fileURLToPath(new URL("../../", import.meta.url));
const FOREVER = "public, max-age=31536000, immutable";
const PROFILES = "/ac/tenantui/api/v2/oc/callingprofile";

const server = (info: TestInfo) => info.project.name as Server;
const site = (info: TestInfo, mode: Mode) =>
  (JSON.parse(String(process.env.CORDBOARD_SITES)) as Sites)[server(info)][mode];

/** Lets a group of journeys go to one of the sites. */
const at = (mode: Mode, path = "/") => ({
  // Playwright reads the names of what a fixture needs, even where that is nothing.
  // eslint-disable-next-line no-empty-pattern
  baseURL: async ({}: object, use: (url: string) => Promise<void>, info: TestInfo) => use(site(info, mode).url + path),
});

/** The headers that docs/deploy.md promises. */
function documented(): [string, string][] {
  const page = readFileSync(join(root, "docs/deploy.md"), "utf8");
  const [block] = /^Content-Security-Policy: [^`]*/m.exec(page) ?? [""];
  const lines = block.trim().split("\n");
  expect(lines.length).toBeGreaterThan(5);
  return lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]);
}

function expectHeaders(answer: APIResponse, cache: string | undefined) {
  const headers = answer.headers();
  for (const [name, value] of documented()) expect(headers[name.toLowerCase()], name).toBe(value);
  expect(headers["cache-control"], answer.url()).toBe(cache);
}

/** A file that the page names. */
async function named(request: APIRequestContext, pattern: RegExp) {
  const page = await (await request.get("profiles")).text();
  const [, file] = pattern.exec(page) ?? [];
  expect(file).toBeTruthy();
  return String(file);
}

const PROGRAM = /data-wasm="([^"]+)"/;

for (const [mode, path] of [["token", "/"], ["below", "/below/"]] as const) {
  test.describe(path === "/" ? "at the root" : `below ${path}`, () => {
    test.use(at(mode, path));

    test("an address leads through Sign in to its list and stays after a reload", async ({ page, world }) => {
      await page.goto("profiles?region=APAC");
      await signIn(page, world);
      await expect(page.getByRole("status").first()).toHaveText("2 of 21 profiles");
      await page.reload();
      await signIn(page, world);
      await expect(page).toHaveURL(new RegExp(`${path}profiles\\?region=APAC$`));
      await expect(page.getByRole("status").first()).toHaveText("2 of 21 profiles");
    });

    test("a part of the program that comes when it is first needed", async ({ page, world }) => {
      await page.goto("numbers?tenant=5e471e10-0000-4000-9000-000000000500");
      await signIn(page, world);
      await expect(page.getByRole("status").first()).toHaveText("500 numbers");
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Dial plans" }).click();
      await expect(page.getByRole("heading", { name: "Dial plans", level: 1 })).toBeVisible();
      await expect(page).toHaveURL(new RegExp(`${path}dial-plans`));
    });

    test("the page comes for any address, with the documented headers, and is asked for each time", async ({ request }) => {
      for (const address of ["", "index.html", "profiles", "dial-plans?plan=a.b", "nowhere/at/all"]) {
        const answer = await request.get(address);
        expect(answer.status()).toBe(200);
        expect(answer.headers()["content-type"]).toContain("text/html");
        expectHeaders(answer, "no-cache");
        expect(await answer.text()).toContain(`<meta name="cordboard:base" content="${path}">`);
      }
      for (const name of ["config.json", "version.json"]) {
        const answer = await request.get(name);
        expect(answer.headers()["content-type"]).toContain("application/json");
        expectHeaders(answer, "no-cache");
      }
    });

    test("a hashed file comes compressed, under its own type, and is kept", async ({ request }) => {
      const program = await named(request, PROGRAM);
      const answer = await request.get(program, { headers: { "accept-encoding": "gzip, br" } });
      expect(answer.headers()["content-type"]).toBe("application/wasm");
      expect(answer.headers()["content-encoding"]).toMatch(/^(gzip|br)$/);
      expectHeaders(answer, FOREVER);
      expect((await answer.body()).subarray(1, 4).toString()).toBe("asm");
      const plain = await request.get(program, { headers: { "accept-encoding": "identity" } });
      expect(plain.headers()["content-encoding"]).toBeUndefined();
      expect(await plain.body()).toEqual(await answer.body());
    });

    test("a file that is missing is a 404 and no page, whatever it is called", async ({ request }) => {
      for (const name of [
        "assets/app-0123456789abcdef.js",
        "assets/app-0123456789abcdef.wasm",
        "assets/gone",
        "gone.js",
        "gone.wasm",
        "gone.css",
        "gone.json",
        "profiles/gone.json",
      ]) {
        const answer = await request.get(name);
        expect(answer.status(), name).toBe(404);
        expect(await answer.text(), name).not.toContain("cordboard");
        expect(answer.headers()["cache-control"] ?? "", name).not.toContain("immutable");
        expect(answer.headers()["content-security-policy"], name).toBeTruthy();
      }
    });
  });
}

test.describe("with the browser's credentials", () => {
  test.use(at("token"));

  test("a call goes through as it was sent, but for cookies", async ({ request, world, context, baseURL, page }) => {
    await context.addCookies([{ name: "other", value: "of the site", url: String(baseURL) }]);
    await page.goto("sign-in?next=/profiles");
    await signIn(page, world);
    await expect(page.getByRole("status").first()).toHaveText("21 profiles");
    const [call] = await (await request.get(`/sandbox/worlds/${world.id}/requests`)).json();
    expect(call.path).toBe(PROFILES);
    expect(call.headers.authorization).toBeTruthy();
    for (const name of ["cookie", "origin", "referer"]) expect(call.headers[name], name).toBeUndefined();
  });

  test("an encoded slash in an address stays one, and a name like a file's is none", async ({ request, world }) => {
    for (const path of ["/ac/tenantui/api/v2/customer/a%2Fb/sitelocation", "/ac/tenantui/api/v2/customer/a.json"]) {
      await request.delete(`/sandbox/worlds/${world.id}/requests`);
      await request.get(path, { headers: { authorization: `Bearer ${world.token}` } });
      const [call] = await (await request.get(`/sandbox/worlds/${world.id}/requests`)).json();
      expect(call.path).toBe(path);
    }
  });

  test("an answer is kept nowhere and sets no cookie", async ({ request, world }) => {
    await request.post(`/sandbox/worlds/${world.id}/faults`, {
      data: [{ path: "/api/v2/oc/callingprofile", status: 401, body: "{}", headers: { "set-cookie": "theirs=1" } }],
    });
    const answer = await request.get(PROFILES, { headers: { authorization: `Bearer ${world.token}` } });
    expect(answer.status()).toBe(401);
    expect(answer.headers()["cache-control"]).toBe("no-store");
    expect(answer.headers()["set-cookie"]).toBeUndefined();
  });

  test("both sign-ins work", async ({ page, world }) => {
    await page.goto("sign-in?next=/voice-profiles");
    await signIn(page, world, { opentact: true });
    await expect(page.getByRole("status").first()).toHaveText("9 voice profiles");
  });
});

test.describe("with the server's credentials", () => {
  test.use(at("gateway"));
  const own = { "sec-fetch-site": "same-origin" };

  test("who is not signed in is led to the gateway, and back to the app without a form", async ({ page }) => {
    await page.goto("profiles");
    await page.getByRole("link", { name: "Sign in at the gateway" }).click();
    await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
    const main = page.getByRole("navigation", { name: "Main" });
    await main.getByRole("link", { name: "Calling profiles" }).click();
    await expect(page.getByRole("status").first()).toHaveText("21 profiles");
    await main.getByRole("link", { name: "Voice profiles" }).click();
    await expect(page.getByRole("status").first()).toHaveText("9 voice profiles");
  });

  test("a call that another page made is refused, whoever is signed in", async ({ request }) => {
    await request.get("/oauth2/start?rd=/version.json");
    expect((await request.get(PROFILES, { headers: own })).status()).toBe(200);
    for (const site of ["cross-site", "same-site", "none", ""]) {
      for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
        for (const path of [PROFILES, "/ot/rest/profile/outbound_voice"]) {
          const headers: Record<string, string> = site ? { "sec-fetch-site": site } : {};
          const answer = await request.fetch(path, { method, headers });
          expect(answer.status(), `${method} ${path} from ${site}`).toBe(403);
        }
      }
    }
  });

  test("the server's credentials win over whatever the browser sends", async ({ request }) => {
    await request.get("/oauth2/start?rd=/version.json");
    const headers = { ...own, authorization: "Bearer sandbox-403", "x-auth-token": "sandbox-403" };
    expect((await request.get(PROFILES, { headers })).status()).toBe(200);
    expect((await request.get("/ot/rest/profile/outbound_voice", { headers })).status()).toBe(200);
  });
});

for (const mode of ["token", "gateway", "below"] as const) {
  test(`the server itself finds nothing wrong with its configuration: ${mode}`, ({}, info) => {
    const { status, said } = validate(server(info), site(info, mode).folder);
    expect(status, said).toBe(0);
    expect(said).not.toMatch(/\[(warn|emerg)\]|"level":"(warn|error)"/);
  });
}

test("no configuration is left out of these journeys", ({}, info) => {
  const files = readdirSync(join(root, "deploy", server(info)));
  expect(files.filter((name) => !/^(Caddyfile|cordboard(-api-(token|gateway)|-proxy)?\.(conf|caddy|inc))$/.test(name))).toEqual([]);
});
