// One sandbox for the whole run; every test makes a world of its own in it. Web servers stand
// before it where they are asked for.
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { freePort } from "./ports";
import { type Server, startServers } from "./servers";

const root = fileURLToPath(new URL("../../", import.meta.url));

export default async function start() {
  // Set, the journeys go to a server that somebody else started, a reverse proxy for instance.
  if (process.env.CORDBOARD_URL) return;

  const program = process.env.CORDBOARD_SANDBOX ?? `${root}target/debug/sandbox`;
  const dist = process.env.CORDBOARD_DIST ?? `${root}dist`;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(program, ["--port", String(port), "--dist", dist], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the sandbox ended with ${code}`);
  });
  // Rejects only to be heard while starting.
  ended.catch(() => {});
  await Promise.race([saying(child.stdout, url), ended]);
  child.stdout.resume();
  process.env.CORDBOARD_URL = url;
  const servers = process.env.CORDBOARD_BELOW ? await startServers(url) : null;
  if (servers) {
    process.env.CORDBOARD_SITES = JSON.stringify(servers.sites);
    const behind = process.env.CORDBOARD_BEHIND as Server | undefined;
    if (behind) {
      process.env.CORDBOARD_STRAIGHT = url;
      process.env.CORDBOARD_URL = servers.sites[behind].token.url;
    }
  }
  return async () => {
    await servers?.stop();
    child.kill();
    await ended.catch(() => {});
  };
}

/** Resolves once `text` was printed: the sandbox names its address when it listens. */
async function saying(stream: Readable, text: string) {
  let said = "";
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    if (said.includes(text)) return;
  }
}
