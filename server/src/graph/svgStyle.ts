/** The looks of a drawing, light and dark. Colour never tells anything alone: dashes, crosses and words say it too. */

export const SVG_STYLE = `
.sg-lens{--canvas:#ffffff;--ink:#1b1f24;--muted:#57606a;--line:#6e7781;--net:#f6f8fa;--net-line:#8c959f;--module:#ffffff;--module-line:#d0d7de;--group:#ddf4ff;--group-line:#0969da;--attachment:#f6f8fa;--attachment-line:#57606a;--cidr:#fbefff;--cidr-line:#8250df;--internet:#fff1e5;--internet-line:#bc4c00;--certain:#1a7f37;--possible:#9a6700;--broken:#cf222e;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
@media (prefers-color-scheme:dark){.sg-lens{--canvas:#0d1117;--ink:#e6edf3;--muted:#9aa4af;--line:#8b949e;--net:#151b23;--net-line:#6e7681;--module:#0d1117;--module-line:#3d444d;--group:#0c2d6b66;--group-line:#4493f8;--attachment:#1c2128;--attachment-line:#8b949e;--cidr:#3c1e7066;--cidr-line:#ab7df8;--internet:#5a1e0266;--internet-line:#f0883e;--certain:#3fb950;--possible:#d29922;--broken:#ff7b72}}
.sg-lens .canvas{fill:var(--canvas)}
.sg-lens text{fill:var(--ink);font-size:11px}
.sg-lens .root{font-size:15px;font-weight:600}
.sg-lens .cluster rect{fill:var(--net);stroke:var(--net-line)}
.sg-lens .cluster.module rect{fill:var(--module);stroke:var(--module-line)}
.sg-lens .cluster text{fill:var(--muted);font-weight:600}
.sg-lens .cluster.network text{fill:var(--ink);font-size:12px}
.sg-lens .node rect{fill:var(--group);stroke:var(--group-line);stroke-width:1.25}
.sg-lens .node.attachment rect{fill:var(--attachment);stroke:var(--attachment-line)}
.sg-lens .node.cidr rect,.sg-lens .node.prefix-list rect,.sg-lens .node.unknown rect{fill:var(--cidr);stroke:var(--cidr-line)}
.sg-lens .node.internet rect{fill:var(--internet);stroke:var(--internet-line);stroke-width:2}
.sg-lens .node.external rect,.sg-lens .node.unknown rect,.sg-lens .node.possible rect{stroke-dasharray:5 3}
.sg-lens .name{font-size:13px;font-weight:600}
.sg-lens .address,.sg-lens .more{fill:var(--muted)}
.sg-lens .row.certain{fill:var(--certain)}
.sg-lens .row.possible{fill:var(--possible);font-style:italic}
.sg-lens .row.broken{fill:var(--broken)}
.sg-lens .edge path{fill:none;stroke-width:1.5}
.sg-lens .edge.certain path{stroke:var(--certain)}
.sg-lens .edge.possible path{stroke:var(--possible);stroke-dasharray:7 4}
.sg-lens .edge.broken path{stroke:var(--broken);stroke-dasharray:2 3}
.sg-lens .edge .cross{stroke-dasharray:none!important;stroke-width:2}
.sg-lens .edge rect{fill:var(--canvas);stroke-width:1}
.sg-lens .edge.certain rect{stroke:var(--certain)}
.sg-lens .edge.possible rect{stroke:var(--possible);stroke-dasharray:4 3}
.sg-lens .edge.broken rect{stroke:var(--broken);stroke-dasharray:2 2}
.sg-lens .edge text{text-anchor:middle}
.sg-lens .head.certain{fill:var(--certain)}
.sg-lens .head.possible{fill:var(--possible)}
.sg-lens .head.broken{fill:var(--broken)}
`.trim();

/** The page around a drawing: its bar, its panel, and what is lit or faded by the pointer and the filter. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--page:#ffffff;--text:#1b1f24;--quiet:#57606a;--edge:#d0d7de;--bar:#f6f8fa;--focus:#0969da}
@media (prefers-color-scheme:dark){:root{--page:#0d1117;--text:#e6edf3;--quiet:#9aa4af;--edge:#3d444d;--bar:#151b23;--focus:#4493f8}}
*{box-sizing:border-box}
body{margin:0;height:100vh;display:flex;flex-direction:column;background:var(--page);color:var(--text);font:13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
header{display:flex;flex-wrap:wrap;gap:6px 14px;align-items:center;padding:8px 14px;background:var(--bar);border-bottom:1px solid var(--edge)}
h1{font-size:14px;margin:0;max-width:32em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
header label{color:var(--quiet);white-space:nowrap}
input[type=number]{width:6em}
input,select,button{font:inherit}
.buttons{margin-left:auto;display:flex;gap:4px}
button{padding:2px 9px;border:1px solid var(--edge);border-radius:5px;background:var(--page);color:var(--text);cursor:pointer}
:focus-visible{outline:2px solid var(--focus);outline-offset:1px}
main{flex:1;min-height:0;display:flex}
#sg-view{flex:1;min-width:0}
#sg-view svg{width:100%;height:100%;display:block;cursor:grab;touch-action:none;user-select:none}
#sg-view [data-node],#sg-view [data-edge]{cursor:pointer}
#sg-view svg:focus,#sg-view [data-node]:focus{outline:none}
#sg-view [data-node]:focus-visible rect{stroke-width:3.5}
#sg-details{width:23em;max-width:40vw;overflow:auto;padding:12px 16px;border-left:1px solid var(--edge);overflow-wrap:anywhere}
#sg-details h2{font-size:15px;margin:0 0 6px}
#sg-details h3{font-size:13px;margin:14px 0 4px}
#sg-details p{margin:0 0 6px}
#sg-details ol,#sg-details ul{margin:0;padding-left:1.5em}
#sg-details ul{padding:0;list-style:none}
#sg-details li{margin-bottom:6px}
#sg-details li button{text-align:left;width:100%}
#sg-details li button.possible{border-style:dashed;font-style:italic}
#sg-details li button.broken{border-style:dotted}
code{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--quiet)}
#sg-view .faded{opacity:.12}
#sg-view .dimmed [data-node]:not(.lit),#sg-view .dimmed g[data-edge]:not(.lit){opacity:.18}
#sg-view g.edge.lit path{stroke-width:2.75}
#sg-view .dimmed text[data-edge].lit{font-weight:700}
@media (max-width:800px){main{flex-direction:column}#sg-details{width:auto;max-width:none;max-height:35vh;border-left:0;border-top:1px solid var(--edge)}}
`.trim();
