extension HTMLPage {
  /// The page's script: what the table does, and when the pictures are drawn. It makes elements and text nodes, and never markup out of text.
  static let script = """
    'use strict';(()=>{
    const $=id=>document.getElementById(id),D=JSON.parse($('data').textContent),W=D.w;
    const put=(e,kids)=>{for(const k of kids)if(k!=null)e.append(k);return e};
    const el=(name,at,...kids)=>{const e=document.createElement(name);for(const k in at||{})e.setAttribute(k,at[k]);return put(e,kids)};
    const NS='http://www.w3.org/2000/svg';
    const sv=(name,at,...kids)=>{const e=document.createElementNS(NS,name);for(const k in at||{})e.setAttribute(k,at[k]);return put(e,kids)};
    \(pictures)
    \(charts)
    const list=(title,found)=>found&&el('div',null,el('h4',null,title),el('ul',null,...found.map(f=>
      el('li',null,el('em',null,D.texts[f[0]]),' '+D.texts[f[1]]))));
    const detail=n=>{const f=D.flows[n],box=el('div',{class:'box'});
      if(f.s!=null)box.append(el('p',{class:'sum'},D.texts[f.s]));
      const pics=el('div',{class:'pics'});draw(pics,n);
      put(box,[pics,el('div',{class:'findings'},list(W.for,f.y),list(W.against,f.n))]);
      if(f.next!=null)box.append(el('p',null,el('strong',null,W.next),' '+D.texts[f.next]));
      return el('tr',{class:'detail'},el('td',{colspan:8},box))};
    for(const p of document.querySelectorAll('.pics[data-flow]'))draw(p,p.dataset.flow);
    const table=$('flows');if(!table)return;
    const body=table.tBodies[0],rows=[...body.rows];
    rows.forEach((r,i)=>{r.order=i;r.words=r.textContent.toLowerCase()});
    const close=r=>{if(!r.detail)return;r.detail.remove();r.detail=null;r.classList.remove('open');
      const b=r.querySelector('button');if(b)b.setAttribute('aria-expanded','false')};
    const toggle=(r,b)=>{if(r.detail)return close(r);r.detail=detail(b.textContent);r.after(r.detail);r.classList.add('open');
      b.setAttribute('aria-expanded','true')};
    for(const r of rows){const c=r.cells[0],n=c.textContent.trim();
      c.replaceChildren(el('button',{type:'button','aria-expanded':'false','aria-label':W.details+' '+n},n))}
    body.addEventListener('click',e=>{const b=e.target.closest('button');if(b)toggle(b.closest('tr'),b)});
    const address=t=>t.includes('.')?t.replace(/\\d+/g,d=>d.padStart(5,'0')):'~'+t;
    const key=(r,c)=>{const d=r.cells[c],t=d.textContent.trim();
      return c==0?+t:c==4?+(d.dataset.v||-1):c==1||c==2?address(t):t.toLowerCase()};
    const heads=[...table.tHead.rows[0].cells];
    heads.forEach((h,c)=>{const b=el('button',{type:'button',title:W.sort+' '+h.textContent},h.textContent);h.replaceChildren(b);
      b.onclick=()=>{const up=h.getAttribute('aria-sort')!='ascending';heads.forEach(x=>x.removeAttribute('aria-sort'));
        h.setAttribute('aria-sort',up?'ascending':'descending');rows.forEach(close);
        const keyed=rows.map(r=>[key(r,c),r]);
        keyed.sort((a,b)=>(a[0]<b[0]?-1:a[0]>b[0]?1:a[1].order-b[1].order)*(up?1:-1));
        body.append(...keyed.map(k=>k[1]))}});
    const filter=$('filter'),tell=n=>$('shown').textContent=n+' '+W.of+' '+rows.length+' '+W.shown;
    filter.oninput=()=>{const words=filter.value.toLowerCase().split(/\\s+/).filter(Boolean);let n=0;
      for(const r of rows){const ok=words.every(w=>r.words.includes(w));if(!ok)close(r);r.hidden=!ok;if(ok)n++}
      tell(n)};
    $('choose').hidden=false;tell(rows.length);histogram($('idle'),rows);
    })();
    """
}
