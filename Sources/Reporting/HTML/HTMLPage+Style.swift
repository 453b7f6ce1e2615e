/// The fixed parts of the page. They stand in the program itself: files beside it would be lost.
enum HTMLPage {}

extension HTMLPage {
  /// Colours by the reader's setting, paper in black on white. A colour never says anything that a word does not say too.
  static let style = """
    :root{color-scheme:light dark;--fg:#1b1b1b;--bg:#fff;--soft:#5a5f66;--line:#c9ced6;--card:#f6f7f9;--device:#b3261e;--server:#1a5fb4;
    --client:#7a4a00;--undetermined:#5a5f66;--band:#1a5fb433}
    @media (prefers-color-scheme:dark){:root{--fg:#e8e8e8;--bg:#16181b;--soft:#a8afb8;--line:#444b55;--card:#1f2327;--device:#ff8a80;
    --server:#8ab4f8;--client:#f2c069;--undetermined:#a8afb8;--band:#8ab4f833}}
    *{box-sizing:border-box}
    body{margin:0 auto;padding:1rem 1.25rem 3rem;max-width:72rem;font:16px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);
    overflow-wrap:anywhere}
    h1{font-size:1.5rem;line-height:1.3;margin:.5rem 0}h2{font-size:1.15rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:0 0 .5rem}
    h4{font-size:.9rem;margin:.5rem 0 .2rem}p{margin:.4rem 0}ul{margin:.2rem 0;padding-left:1.2rem}.source,.facts,.alike{color:var(--soft);
    font-size:.9rem}
    article{background:var(--card);border:1px solid var(--line);border-left:.4rem solid var(--undetermined);border-radius:.3rem;padding:.9rem 1rem;
    margin:.8rem 0}
    article.device{border-left-color:var(--device)}article.server{border-left-color:var(--server)}article.client{border-left-color:var(--client)}
    .who{font-weight:700}.device .who{color:var(--device)}.server .who{color:var(--server)}.client .who{color:var(--client)}
    .ends,td{font-variant-numeric:tabular-nums}.proof{border:1px solid var(--line);border-radius:1rem;padding:0 .5rem;font-weight:400;
    font-size:.85rem}
    .sum{font-size:1.05rem}em{font-style:normal;color:var(--soft)}em::after{content:":"}
    table{border-collapse:collapse;font-size:.9rem}th,td{text-align:left;vertical-align:top;padding:.25rem .7rem .25rem 0;
    border-bottom:1px solid var(--line)}
    .cmp tbody th{font-weight:400;color:var(--soft)}.cmp td:nth-child(2){font-weight:600}
    .cmp :is(th,td){overflow-wrap:break-word}
    .findings{display:flex;flex-wrap:wrap;gap:0 2rem}.findings>div{flex:1 1 20rem}
    .scroll{overflow-x:auto}#flows{width:100%}#flows td{white-space:nowrap}#flows td:nth-child(6){white-space:normal;min-width:14rem}
    #flows :is(td,th):is(:first-child,:nth-child(5)){text-align:right}tr.device td:nth-child(6){color:var(--device)}
    tr.server td:nth-child(6){color:var(--server)}tr.client td:nth-child(6){color:var(--client)}
    #flows tr.open td{border-bottom:0}#flows tr.detail td{white-space:normal;text-align:left;color:inherit;padding:.2rem 0 1rem}
    .box{--card:var(--bg);position:sticky;left:0;max-width:min(69rem,calc(100vw - 3rem))}
    button{font:inherit;color:inherit;background:none;border:1px solid transparent;border-radius:.2rem;padding:0 .3rem;margin-left:-.3rem;cursor:pointer}
    td button{text-decoration:underline}th button{font-weight:700}button:hover{border-color:var(--line)}
    input{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:.2rem;padding:.2rem .4rem;width:20rem;max-width:70vw}
    :focus-visible{outline:2px solid var(--server);outline-offset:1px}output{color:var(--soft)}
    .pics{display:flex;flex-wrap:wrap;gap:0 1.5rem;align-items:flex-start}.pics>*{flex:1 1 22rem;max-width:34rem;min-width:0}figure{margin:.5rem 0}
    figcaption{font-size:.85rem;color:var(--soft)}svg{display:block;width:100%;height:auto}
    svg text{font:11px system-ui,sans-serif;fill:var(--fg)}svg .s{fill:var(--soft)}svg .b{font-weight:700}
    svg .l{stroke:var(--line);fill:none}svg .a{stroke:var(--fg);fill:none}svg .h{fill:var(--fg);stroke:none}svg .band{fill:var(--band)}
    svg .dot{fill:var(--server)}svg .own{fill:var(--fg)}svg .over{paint-order:stroke;stroke:var(--card);stroke-width:5px;stroke-linejoin:round}svg .bad{stroke:var(--device);fill:none;stroke-width:2}svg .badh{fill:var(--device)}
    svg text.badt{fill:var(--device);font-weight:700}svg .dash{stroke-dasharray:4 3}svg .bar{fill:var(--server)}svg .timer{stroke:var(--client);
    stroke-dasharray:3 3}svg text.timert{fill:var(--client)}
    @media screen and (max-width:36rem){figure{overflow-x:auto}svg{min-width:27rem}}
    @page{size:A4;margin:14mm}
    @media print{:root{color-scheme:light;--fg:#000;--bg:#fff;--soft:#444;--line:#bbb;--card:#fff;--device:#a3150f;--server:#134a91;--client:#5c3800;
    --undetermined:#555;--band:#134a9122}body{max-width:none;padding:0;font-size:10pt}#choose{display:none!important}figure,tr,.sum,li{break-inside:avoid}.pics>*{flex:1 1 45%}
    h2,h3{break-after:avoid}.scroll{overflow:visible}table{font-size:8pt}#flows td{white-space:normal}#flows td:nth-child(6){min-width:0}
    th,td{padding-right:.4rem}thead{display:table-header-group}#flows :is(th,td){overflow-wrap:normal}button{border:0;padding:0;margin:0;text-decoration:none}}
    """
}
