/** Builds the service worker with the list of files it keeps for offline use, and each text file's Brotli form. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, type LibraryOptions, type Plugin, type ResolvedConfig } from 'vite';

/** Not needed without signal: who adds the app to the home screen has its icons from the manifest then. */
const left_out = /(^|\/)(sw\.js|.*\.map|robots\.txt|icon-(180|512)\.png)$/;

/** After the page is built: hash every file of dist, build src/worker as one script, squeeze all that is text. */
export function serviceWorker(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'doorstep-service-worker',
    apply: 'build',
    configResolved: (resolved) => void (config = resolved),
    closeBundle: {
      sequential: true,
      order: 'post',
      handler: async () => {
        const dist = resolve(config.root, config.build.outDir);
        await buildWorker(config, dist);
        squeezeText(dist);
      },
    },
  };
}

async function buildWorker({ root, define: shared }: ResolvedConfig, dist: string): Promise<void> {
  const precache = filesOf(dist).map((file) => [`/${file}`, sha256(join(dist, file))]);
  const version = createHash('sha256').update(JSON.stringify(precache)).digest('hex').slice(0, 16);
  const own = {
    __WORKER__: 'true',
    __PRECACHE__: JSON.stringify(precache),
    __VERSION__: JSON.stringify(version),
  };
  const define = { ...shared, ...own };
  const output = { outDir: dist, emptyOutDir: false, target: 'es2022', lib: scriptOf(root) };
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    define,
    build: output,
  });
}

const scriptOf = (root: string): LibraryOptions => ({
  entry: join(root, 'src/worker/index.ts'),
  formats: ['iife'],
  name: 'doorstepWorker',
  fileName: () => 'sw.js',
});

const text = /\.(js|css|html|svg|webmanifest)$/;
const SMALLEST = 600;

/** As small as it goes, once, here: the server hands `name.br` to every browser that reads it. */
function squeezeText(dist: string): void {
  const size_hint = (data: Buffer) => ({
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: data.length },
  });
  for (const file of allIn(dist).filter((name) => text.test(name))) {
    const data = readFileSync(join(dist, file));
    if (data.length >= SMALLEST)
      writeFileSync(join(dist, `${file}.br`), brotliCompressSync(data, size_hint(data)));
  }
}

const filesOf = (dist: string): string[] => allIn(dist).filter((file) => !left_out.test(file));

function allIn(dist: string): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dist, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('base64');
}
