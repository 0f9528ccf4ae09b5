import { build } from 'vite';
import { gzipSync } from 'node:zlib';
const mse = process.argv[2] === 'nose';
const lib = process.argv[3] === 'sw';
const out=[];
const plugin = { name:'an', generateBundle(_, bundle){ for (const c of Object.values(bundle)) { if (c.type!=='chunk') continue; out.push([c.fileName, c.code.length, gzipSync(c.code,{level:9}).length, Object.entries(c.modules).map(([k,m])=>[k.replace(/.*\/(src|node_modules)\//,'$1/'), m.renderedLength]).sort((a,b)=>b[1]-a[1])]); } } };
import { readFileSync } from 'node:fs';
const base = lib ? { configFile:false, root:process.cwd(), publicDir:false, define:{__RELEASE__:'"0"',__PRECACHE__:'[]',__VERSION__:'"x"',__WORKER__:'true'}, build:{ target:'es2022', lib:{entry:'src/worker/index.ts',formats:['iife'],name:'w',fileName:()=> 'sw.js'} } } : {};
await build({ ...base, logLevel:'error', plugins:[plugin], build:{...base.build, outDir:'var-an', emptyOutDir:true, rolldownOptions: mse?{treeshake:{moduleSideEffects:[{test:/\.(scss|css)$/,sideEffects:true},{test:/main\.tsx|worker\/index|kdf\.worker/,sideEffects:true},{test:/.*/, sideEffects:false}]}}:{} } });
for (const [f,l,g,m] of out) { console.log(f,l,g); for (const [k,n] of m.slice(0,+process.argv[4]||12)) console.log('   ',n,k); }
