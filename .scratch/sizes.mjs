import { readFileSync } from 'node:fs';
const b=readFileSync(process.argv[2]);let p=8;const u=()=>{let r=0,s=0;for(;;){const x=b[p++];r|=(x&127)<<s;if(x<128)return r>>>0;s+=7;}};
let imports=0,sizes=[],names={};
while(p<b.length){const id=b[p++];const len=u();const end=p+len;
 if(id===2){const n=u();for(let i=0;i<n;i++){let l=u();p+=l;l=u();p+=l;const k=b[p++];if(k===0){u();imports++;}else if(k===2){const f=b[p++];u();if(f&1)u();}else if(k===3){p+=2;}else if(k===1){p++;const f=b[p++];u();if(f&1)u();}}}
 if(id===10){const n=u();for(let i=0;i<n;i++){const l=u();sizes.push(l);p+=l;}}
 if(id===0){const l=u();const nm=b.toString('utf8',p,p+l);p+=l;if(nm==='name'){while(p<end){const sid=b[p++];const sl=u();const se=p+sl;if(sid===1){const n=u();for(let i=0;i<n;i++){const idx=u();const l=u();names[idx]=b.toString('utf8',p,p+l);p+=l;}}p=se;}}}
 else if(id!==10||true){}
 if(id>0)console.log('section',id,len);
 p=end;}
const rows=sizes.map((s,i)=>[s,names[i+imports]??`f${i}`]).sort((a,b)=>b[0]-a[0]);
for(const [s,n] of rows.slice(0,Number(process.argv[3]??40)))console.log(s,n.slice(0,140));
