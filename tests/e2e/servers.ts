// nginx and Caddy before the sandbox, configured by the files of deploy/ as they are but for the
// names of places: ports, folders, and the vendors' hosts.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "./ports";

const root = fileURLToPath(new URL("../../", import.meta.url));

export type Server = "nginx" | "caddy";
/** With the browser's credentials, with the server's own, and below a path. */
export type Mode = "token" | "gateway" | "below";

/** For journeys that go straight to the sandbox: about what goes wrong on the wire, where a server
 * in between would answer in its own words, and with the played gateway, whose cookie the
 * configurations rightly keep from the vendors. */
export const WIRE = { tag: "@wire" };

/** Where the journeys find each of them. */
export interface Site {
  url: string;
  /** The folder with the server's configuration. */
  folder: string;
}
export type Sites = Record<Server, Record<Mode, Site>>;

interface Places {
  /** The folder that holds the built site. */
  dist: string;
  /** What xtask made for a site below a path. */
  below: string;
  sandbox: string;
  /** Where the imitated single sign-on listens. */
  signOn: string;
}

/** Starts all of them; the answer ends them. */
export async function startServers(sandbox: string): Promise<{ sites: Sites; stop: () => Promise<void> }> {
  const all = mkdtempSync(join(tmpdir(), "cordboard-servers-"));
  const signOn = createServer(singleSignOn).listen(0, "127.0.0.1");
  await once(signOn, "listening");
  const places = {
    dist: process.env.CORDBOARD_DIST ?? `${root}dist`,
    below: String(process.env.CORDBOARD_BELOW),
    sandbox: new URL(sandbox).host,
    signOn: `127.0.0.1:${(signOn.address() as AddressInfo).port}`,
  };
  const credentials = await (await fetch(`${sandbox}/sandbox/worlds/default`)).json() as Credentials;
  const running: ChildProcess[] = [];
  const begin = async (server: Server, mode: Mode): Promise<Site> => {
    const folder = join(all, `${server}-${mode}`);
    const port = await freePort();
    const served = siteFolder(join(folder, "site"), mode, places);
    if (server === "nginx") prepareNginx(folder, mode, port, served, places, credentials);
    else prepareCaddy(folder, mode, port, served, places);
    running.push(run(server, folder, credentials));
    await listening(port);
    return { folder, url: `http://127.0.0.1:${port}` };
  };
  const sites = {} as Sites;
  for (const server of ["nginx", "caddy"] as const) {
    sites[server] = { token: await begin(server, "token"), gateway: await begin(server, "gateway"), below: await begin(server, "below") };
  }
  const stop = async () => {
    signOn.closeAllConnections();
    signOn.close();
    for (const child of running) {
      const ended = once(child, "exit");
      child.kill();
      await ended;
    }
    rmSync(all, { recursive: true });
  };
  return { sites, stop };
}

interface Credentials {
  token: string;
  opentact_token: string;
}

/** The folder that stands for /srv/cordboard. */
function siteFolder(folder: string, mode: Mode, places: Places): string {
  if (mode === "below") return join(places.below, "site");
  if (mode === "token") return places.dist;
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(places.dist)) {
    if (name !== "config.json") symlinkSync(join(places.dist, name), join(folder, name));
  }
  const config = JSON.parse(readFileSync(join(places.dist, "config.json"), "utf8")) as { environments: Environment[] };
  const [environment] = config.environments;
  environment.livePlatform.auth = "gateway";
  environment.openTact.auth = "gateway";
  environment.signInUrl = "/oauth2/start?rd=/";
  environment.signOutUrl = "/oauth2/sign_out";
  writeFileSync(join(folder, "config.json"), JSON.stringify(config));
  return folder;
}

interface Environment {
  livePlatform: { auth: string };
  openTact: { auth: string };
  signInUrl: string | null;
  signOutUrl: string | null;
}

/** Each text has to be there: a file that no longer says it would be tested for something else. */
function replaced(text: string, changes: [string, string][]): string {
  return changes.reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`nothing says ${from}`);
    return changed.replaceAll(from, to);
  }, text);
}

const VENDORS = ["https://live.example", "https://api.opentact.org"];

function proxied(text: string, places: Places): string {
  const vendors = VENDORS.map((vendor): [string, string] => [vendor, `http://${places.sandbox}`]);
  const own: [string, string][] = text.includes("127.0.0.1:4180") ? [["127.0.0.1:4180", places.signOn]] : [];
  return replaced(text, [...vendors, ...own]);
}

function prepareNginx(folder: string, mode: Mode, port: number, served: string, places: Places, credentials: Credentials) {
  const deploy = join(root, "deploy/nginx");
  const site = readFileSync(join(mode === "below" ? join(places.below, "nginx") : deploy, "cordboard.conf"), "utf8");
  const api = `cordboard-api-${mode === "gateway" ? "gateway" : "token"}.conf`;
  mkdirSync(join(folder, "conf.d"), { recursive: true });
  cpSync(join(deploy, "cordboard-proxy.inc"), join(folder, "cordboard-proxy.inc"));
  writeFileSync(join(folder, "conf.d/cordboard.conf"), replaced(site, [
    ["listen 8080;", `listen 127.0.0.1:${port};`],
    ["/srv/cordboard;", `${served};`],
  ]));
  writeFileSync(join(folder, api), proxied(readFileSync(join(deploy, api), "utf8"), places));
  writeFileSync(join(folder, "cordboard-api-of-tests.conf"), `location /sandbox/ { proxy_pass http://${places.sandbox}; }\n`);
  const { stderr: built } = spawnSync(nginx(), ["-V"], { encoding: "utf8" });
  const usual = /--conf-path=(\S+)/.exec(built)?.[1] ?? "/etc/nginx/nginx.conf";
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`);
  writeFileSync(join(folder, "nginx.conf"), `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr warn;
events {}
http {
    include ${dirname(usual)}/mime.types;
    access_log off;
    ${temporary.join("\n    ")}
    map "" $live_token { default "Bearer ${credentials.token}"; }
    map "" $opentact_token { default "${credentials.opentact_token}"; }
    include conf.d/*.conf;
}
`);
}

function prepareCaddy(folder: string, mode: Mode, port: number, served: string, places: Places) {
  const deploy = join(root, "deploy/caddy");
  const site = readFileSync(join(mode === "below" ? join(places.below, "caddy") : deploy, "Caddyfile"), "utf8");
  const api = `cordboard-api-${mode === "gateway" ? "gateway" : "token"}.caddy`;
  mkdirSync(folder, { recursive: true });
  const local = replaced(site, [
    ["cordboard.example {", `http://127.0.0.1:${port} {`],
    ["root * /srv/cordboard", `root * ${served}`],
  ]);
  writeFileSync(join(folder, "Caddyfile"), `{\n\tadmin off\n\tauto_https off\n\tlog {\n\t\tlevel ERROR\n\t}\n}\n${local}`);
  writeFileSync(join(folder, api), proxied(readFileSync(join(deploy, api), "utf8"), places));
  writeFileSync(join(folder, "cordboard-api-of-tests.caddy"), `handle /sandbox/* {\n\treverse_proxy ${places.sandbox}\n}\n`);
}

const nginx = () => process.env.CORDBOARD_NGINX ?? "nginx";
const caddy = () => process.env.CORDBOARD_CADDY ?? "caddy";

/** The server's own check of a configuration. */
export function validate(server: Server, folder: string) {
  const [program, ...words] = server === "nginx"
    ? [nginx(), "-t", "-p", folder, "-c", join(folder, "nginx.conf")]
    : [caddy(), "validate", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")];
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: "utf8", timeout: 30_000 });
  return { status, said: `${stdout}${stderr}` };
}

function run(server: Server, folder: string, credentials: Credentials): ChildProcess {
  const [program, ...words] = server === "nginx"
    ? [nginx(), "-p", folder, "-c", join(folder, "nginx.conf")]
    : [caddy(), "run", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")];
  return spawn(program, words, {
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
      CORDBOARD_LIVE_TOKEN: credentials.token,
      CORDBOARD_OPENTACT_TOKEN: credentials.opentact_token,
    },
  });
}

/** Resolves once somebody listens: neither server says so by itself. */
async function listening(port: number) {
  const last = Date.now() + 20_000;
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      return;
    } catch (error) {
      if (Date.now() > last) throw error;
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    } finally {
      socket.destroy();
    }
  }
}

/** What oauth2-proxy answers, for one person who is always let in. */
function singleSignOn(request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(String(request.url), "http://127.0.0.1");
  const isIn = String(request.headers.cookie).includes("_session=somebody");
  const cookie = "_session=somebody; Path=/; HttpOnly; SameSite=Lax";
  if (pathname === "/oauth2/start") {
    response.writeHead(302, { location: searchParams.get("rd") ?? "/", "set-cookie": cookie });
  } else if (pathname === "/oauth2/sign_out") {
    response.writeHead(302, { location: "/", "set-cookie": `${cookie}; Max-Age=0` });
  } else {
    response.writeHead(isIn ? 202 : 401);
  }
  response.end();
}
