extension HTMLPage {
  /// What the script draws of one connection's packets: the exchange as a ladder, and the path with the device's place on it.
  static let pictures = """
    const time=u=>{const a=Math.abs(u);return a<1e3?u+' µs':a<1e6?(u/1e3).toFixed(a<1e4?2:1)+' ms':a<1e8?(u/1e6).toFixed(a<1e7?3:1)+' s':
      Math.round(u/1e6).toLocaleString('en')+' s'};
    const letters=f=>[[2,'SYN'],[1,'FIN'],[4,'RST'],[8,'PSH'],[16,'ACK'],[32,'URG']].filter(b=>f&b[0]).map(b=>b[1]).join(' ')||'-';
    const signs={'3.0':'!N','3.1':'!H','3.2':'!P','3.9':'!X','3.10':'!X','3.13':'!X','1.0':'!N','1.1':'!X','1.3':'!H'};
    const words=p=>p[4]<0?'ICMP '+p[5]+'/'+p[6]+(signs[p[5]+'.'+p[6]]?' '+signs[p[5]+'.'+p[6]]:''):
      letters(p[4])+' seq '+p[5]+(p[6]>=0?' ack '+p[6]:'')+(p[7]?' len '+p[7]:'');
    const text=(x,y,s,c,anchor)=>sv('text',{x,y,class:c||'','text-anchor':anchor||'start'},s);
    const line=(x1,y1,x2,y2,c)=>sv('line',{x1,y1,x2,y2,class:c});
    const arrow=(x1,x2,y,c)=>{const d=x2>x1?-7:7;return sv('g',null,line(x1,y,x2,y,c||'a'),
      sv('path',{d:'M'+x2+' '+y+'l'+d+' -4v8z',class:c&&c.includes('bad')?'badh':'h'}))};
    const figure=(caption,svg)=>{svg.setAttribute('role','img');svg.prepend(sv('title',null,caption));
      return el('figure',null,svg,el('figcaption',null,caption))};
    // Where a device stands between the two lifelines: by hops where they are known, else by the side, else in the middle.
    const share=f=>{const[h,c,s]=f.at||[-1,-1,-1],side={client:.2,path:.5,server:.8}[f.side];
      if(h>=0&&c>=0&&s>0&&c+s>0){const d=f.from?c+h:c+s-h-c;if(d>=0&&d<=c+s)return Math.min(.85,Math.max(.15,d/(c+s)))}return side||.5};
    const limit=f=>(D.hosts[f.h]||{a:''}).a.includes(':')?'hlim':'TTL',count=n=>n+' '+(n==1?W.hop:W.hops);
    // Packets: frame, number in the flow, time, from the server, flags (-1: ICMP, -2: of the end itself), sequence, acknowledgment, length, hop limit.
    // They come as steps from what was to be expected (PacketSteps).
    const unpack=f=>{if(f.q)return;f.from??=1;let n=0,t=0,index=-1;const next=[0,0],limits=[0,0];
      f.q=f.p.map(p=>{const[dn,dt,c,len,dl,ds,da,skipped]=[...p,0,0,0,0,0,0,0];n+=dn;t+=dt;index+=skipped+1;
        if(c<0)return[n,index,t,c&1,c<-2?-2:-1,ds,da,0,dl];
        const e=c&1,flags=c>>1,s=next[e]+ds,l=limits[e]+=dl;
        const packet=[n,index,t,e,flags,s,flags&16?next[1-e]+da:-1,len,l];next[e]=s+len+(flags&2?1:0)+(flags&1);return packet})};
    const ladder=f=>{const g=sv('g'),L=96,R=404,forged=new Set(f.x||[]),M=L+(R-L)*share(f);let y=38,last=null,index=-1;
      const device=f.q.some(p=>forged.has(p[0])||p[4]==-1);
      for(const p of f.q){
        if(p[1]>index+1&&index>=0){g.append(text(250,y,'⋮ '+(p[1]-index-1)+' '+W.more,'over s','middle'));y+=18}
        const gap=last==null?0:p[2]-last;
        if(gap>=1e6){g.append(text(250,y,'⋮ '+time(gap)+' '+W.silence,'over s','middle'));y+=18}
        const bad=forged.has(p[0]),mid=bad||p[4]==-1,to=p[3]?L:R,from=mid?M:p[3]?R:L,reset=p[4]<0||p[4]&4;
        put(g,[text(Math.max(from<to?from+6:to+10,L+4),y+6,words(p)+(bad?' · '+W.forged:''),bad?'over badt':'over'),
          arrow(from,to,y+13,mid?'bad dash':reset?'bad':'a'),text(L-8,y+17,'+'+time(p[2]),'s','end'),
          text(R+8,y+17,'#'+p[0]+' · '+limit(f)+' '+p[8],'s')]);
        y+=28;last=p[2];index=p[1]}
      const svg=sv('svg',{viewBox:'0 0 500 '+(y+8)},text(L,14,W.client,'b','middle'),text(R,14,W.server,'b','middle'),
        line(L,20,L,y,'l'),line(R,20,R,y,'l'));
      if(device)put(svg,[text(M,14,W.device,'badt','middle'),line(M,20,M,y,'bad dash')]);
      svg.append(g);return figure(W.ladder,svg)};
    const path=f=>{if(!f.at)return null;const[h,c,s]=f.at,known=c>=0&&s>=0,far=known?c+s:-1;
      const toward=f.from?1:-1,L=40,Rr=460,C=known?L+(Rr-L)*(far?c/far:.5):L+(f.from?0:Rr-L);
      const step=known&&far?(Rr-L)/far:60,svg=sv('svg',{viewBox:'0 0 500 88'});
      svg.append(line(L,44,Rr,44,'a'+(known?'':' dash')));
      if(known)for(let i=1;i<far;i++)svg.append(sv('circle',{cx:L+step*i,cy:44,r:3,class:'h'}));
      put(svg,[sv('circle',{cx:L,cy:44,r:7,class:'h'}),sv('circle',{cx:Rr,cy:44,r:7,class:'h'}),text(L,68,W.client,'b','middle'),
        text(Rr,68,W.server,'b','middle'),sv('path',{d:'M'+C+' 36l-6 -10h12z',class:'dot'}),text(C,20,W.here,'s',C<80?'start':C>420?'end':'middle')]);
      if(known)put(svg,[c?text((L+C)/2,60,count(c),'s','middle'):null,s?text((C+Rr)/2,60,count(s),'s','middle'):null]);
      else svg.append(text(250,60,W.unknown,'s','middle'));
      if(f.dev&&(h>=0||f.side)){let X=h>=0?C+toward*step*h:L+(Rr-L)*share(f);X=Math.max(L+14,Math.min(Rr-14,X));
        put(svg,[sv('rect',{x:X-8,y:36,width:16,height:16,class:'badh'}),text(X,84,W.device+(h>=0?', '+count(h):''),'badt',X<90?'start':X>410?'end':'middle')])}
      return figure(W.path,svg)};
    """
}
