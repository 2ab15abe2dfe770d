cd /work/wt/speed/.scratch && rm -f *.cpuprofile
node --cpu-prof --cpu-prof-interval 200 --cpu-prof-dir=. --import=tsx qb.mts ${2:-names.wasm} --only=$1 --slices=1500 >/dev/null
node -e '
const p=JSON.parse(require("fs").readFileSync(require("fs").readdirSync(".").find(f=>f.endsWith(".cpuprofile"))));
const self={};let tot=0;const byId=Object.fromEntries(p.nodes.map(n=>[n.id,n]));
p.samples.forEach((s,i)=>{const n=byId[s];const k=n.callFrame.functionName;if(!/wasm/.test(n.callFrame.url))return;self[k]=(self[k]||0)+p.timeDeltas[i];tot+=p.timeDeltas[i];});
Object.entries(self).sort((a,b)=>b[1]-a[1]).slice(0,22).forEach(([k,v])=>console.log((100*v/tot).toFixed(1).padStart(6),k.replace(/\[[0-9a-f]{16}\]/g,"")));'
