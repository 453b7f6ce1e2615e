extension HTMLPage {
  /// What the script draws as charts: hop limits over time, and silences against the known timers.
  static let charts = """
    const hops=f=>{const host=D.hosts[f.h];if(!host)return null;
      const forged=new Set(f.x||[]),seen=[],own=[],resets=[];let t=0;
      for(let i=0;i<host.p.length;i+=2){t+=host.p[i];seen.push([t,host.p[i+1]])}
      for(const p of f.q)if(p[3]==f.from&&p[4]>=0){(p[4]&4?resets:own).push([f.t+p[2],p[8],p[0]])}
      const all=seen.concat(own,resets);if(!all.length)return null;
      const xs=all.map(a=>a[0]),ys=all.map(a=>a[1]);let x0=Math.min(...xs),x1=Math.max(...xs),y0=Math.min(...ys)-2,y1=Math.max(...ys)+2;
      if(x1==x0){x0-=1;x1+=1}
      const L=34,R=490,T=10,B=170,X=v=>L+8+(R-L-16)*(v-x0)/(x1-x0),Y=v=>B-(B-T)*(v-y0)/(y1-y0);
      const svg=sv('svg',{viewBox:'0 0 500 200'},line(L,T,L,B,'l'),line(L,B,R,B,'l')),base=(own.length?own:seen).map(a=>a[1]);
      if(base.length){const lo=Math.min(...base),hi=Math.max(...base),y=Y(hi+.4),h=Y(lo-.4)-y;
        put(svg,[sv('rect',{x:L,y,width:R-L,height:h,class:'band'}),text(R-2,y-3,W.usual+' '+(lo==hi?lo:lo+'–'+hi),'s','end')])}
      const ticks=[...new Set(ys)].sort((a,b)=>a-b);let room=1e9;
      for(const v of ticks)if(room-Y(v)>=11){svg.append(text(L-5,Y(v)+4,v,'s','end'));room=Y(v)}
      const dots=(list,r,c)=>{let d='';for(const a of list)d+='M'+(X(a[0])-r).toFixed(1)+' '+Y(a[1]).toFixed(1)+'a'+r+' '+r+' 0 1 0 '+2*r+' 0a'+r+' '+r+' 0 1 0 -'+2*r+' 0';
        if(d)svg.append(sv('path',{d,class:c}))};
      dots(seen,2.2,'dot');dots(own,3.4,'own');
      let named=0;for(const a of resets){const x=X(a[0]),y=Y(a[1]);svg.append(sv('path',{d:'M'+(x-5)+' '+(y-5)+'l10 10m0 -10l-10 10',class:'bad'}));
        if(!named++)svg.append(text(x+(x>380?-9:9),y+4,W.reset+' #'+a[2]+', '+a[1],'badt',x>380?'end':'start'))}
      put(svg,[text(4,B+16,limit(f),'s'),text(L+34,B+16,'+'+time(x0),'s'),text(R,B+16,'+'+time(x1),'s','end')]);
      return figure(W.chart+' '+host.a,svg)};
    // Silences on a scale of eight bins a decade, from a second to more than a day, with the known timers as lines; `end` is the bin of the one
    // before the end. Timers near a bar are named first, and of the others those for which there is room.
    const gaps=(bins,end,wide)=>{const most=Math.max(...bins),R=wide-20,L=20,B=140,w=(R-L)/41,X=v=>L+w*8*Math.log10(v),
      svg=sv('svg',{viewBox:'0 0 '+wide+' 162'},line(L,B,R,B,'l')),rows=[[],[],[]];
      const near=s=>{const i=Math.floor(Math.log10(s)*8);return bins[i-1]||bins[i]||bins[i+1]};
      for(const[s,name]of[...D.timers].sort((a,b)=>!near(+a[0])-!near(+b[0]))){const x=X(+s),level=rows.findIndex(r=>r.every(o=>Math.abs(x-o)>42)),
          tip=()=>sv('title',null,s+' s: '+name),top=level<0?46:14+12*level;
        if(level>=0){rows[level].push(x);svg.append(sv('text',{x:x+3,y:18+12*level,class:near(+s)?'timert b':'timert'},s+' s',tip()))}
        svg.append(sv('line',{x1:x,y1:top,x2:x,y2:B,class:'timer'},tip()))}
      // The words stand on the side where the next bar is farther away.
      const far=(i,step)=>{let k=i+step;while(k>=0&&k<41&&!bins[k])k+=step;return Math.abs(k-i)};
      bins.forEach((n,i)=>{if(!n)return;const h=Math.max(2,66*n/most),x=L+i*w+w/2,left=far(i,1)>=far(i,-1);
        put(svg,[sv('rect',{x:L+i*w+.5,y:B-h,width:w-1,height:h,class:i==end?'badh':'bar'}),
        i==end?text(left?x-w/2:x+w/2,B-h-4,n+(n>1?' · '+W.incl:' · '+W.end),'over badt',left?'start':'end'):text(x,B-h-4,n,'over s','middle')])});
      for(const[v,s]of[[1,'1 s'],[10,'10 s'],[60,'1 min'],[600,'10 min'],[3600,'1 h'],[36000,'10 h'],[86400,'1 d']])
        put(svg,[line(X(v),B,X(v),B+4,'l'),text(X(v),B+17,s,'s','middle')]);
      return svg};
    const idle=f=>{if(!f.i)return null;const bins=new Array(41).fill(0);for(let i=0;i<f.i.length;i+=2)bins[f.i[i]]=f.i[i+1];
      return figure(W.idle,gaps(bins,f.e,500))};
    const draw=(box,n)=>{const f=D.flows[n];if(!f||!f.p.length||box.firstChild)return;unpack(f);put(box,[el('div',null,hops(f),path(f),idle(f)),ladder(f)])};
    const histogram=(box,rows)=>{const times=rows.map(r=>+(r.cells[4].dataset.v||0)/1e9).filter(v=>v>=1);if(!box||!times.length)return;
      const bins=new Array(41).fill(0);for(const v of times)bins[Math.min(40,Math.floor(Math.log10(v)*8))]++;
      box.append(figure(times.length+' '+W.connections,gaps(bins,-1,800)));box.hidden=false};
    """
}
