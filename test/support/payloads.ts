/**
 * A hundred texts that would do something if any page took them for more than text. Whatever of them ran would call
 * `window.ran()`; whatever element one of them made would have the class `made`.
 */
export const payloads: readonly string[] = [
  ...elements(),
  ...handlers(),
  ...links(),
  ...breakouts(),
  ...encoded(),
  ...styles(),
  ...templates(),
]

function elements(): readonly string[] {
  return [
    '<script class=made>ran()</script>',
    '<ScRiPt class=made>ran()</sCrIpT>',
    '<script class=made src=data:text/javascript,ran()></script>',
    '<script class=made type=module>ran()</script>',
    '<svg class=made><script>ran()</script></svg>',
    '<iframe class=made src="javascript:parent.ran()"></iframe>',
    '<iframe class=made srcdoc="<script>parent.ran()</script>"></iframe>',
    '<object class=made data="javascript:ran()"></object>',
    '<embed class=made src="javascript:ran()">',
    '<base class=made href="javascript:ran()//">',
    '<meta class=made http-equiv=refresh content="0;url=javascript:ran()">',
    '<link class=made rel=stylesheet href="data:text/css,*{display:none}">',
    '<style class=made>*{display:none}</style>',
    '<template class=made><script>ran()</script></template>',
    '<math class=made><mtext><mglyph><style><img src=x onerror=ran()>',
    '<noscript class=made><p title="</noscript><img src=x onerror=ran()>">',
    '<form class=made action="javascript:ran()"><button>提交</button></form>',
    '<dialog class=made open>通过</dialog>',
    '<marquee class=made onstart=ran()>通过</marquee>',
    '<h1 class=made>通过</h1>',
  ]
}

function handlers(): readonly string[] {
  const tags = [
    ['img src=x', 'error'],
    ['svg', 'load'],
    ['body', 'load'],
    ['video src=x', 'error'],
    ['audio src=x', 'error'],
    ['details open', 'toggle'],
    ['input autofocus', 'focus'],
    ['select autofocus', 'focus'],
    ['textarea autofocus', 'focus'],
    ['button autofocus', 'focus'],
    ['div tabindex=0 autofocus', 'focus'],
    ['a href=#', 'mouseover'],
    ['p', 'pointerenter'],
    ['span', 'animationstart'],
    ['x', 'click'],
    ['image src=x', 'error'],
    ['source src=x', 'error'],
    ['object data=x', 'error'],
    ['script src=x', 'error'],
    ['link rel=stylesheet href=x', 'error'],
  ] as const
  return tags.map(([tag, event]) => `<${tag} class=made on${event}=ran()>`)
}

function links(): readonly string[] {
  return [
    'javascript:ran()',
    'JaVaScRiPt:ran()',
    ' javascript:ran()',
    'java\tscript:ran()',
    'data:text/html,<script>parent.ran()</script>',
    'vbscript:ran()',
    'https://example.invalid/?x=<script>ran()</script>',
    '//example.invalid/ran.js',
    '[通过](javascript:ran())',
    '![x](x"onerror="ran())',
    '<a class=made href="javascript:ran()">通过</a>',
    '<a class=made href="data:text/html,<script>ran()</script>">通过</a>',
    '<area class=made href="javascript:ran()">',
    '#/settings/accounts',
    '../../settings/accounts',
  ]
}

function breakouts(): readonly string[] {
  const element = '<img class=made src=x onerror=ran()>'
  return [
    `">${element}`,
    `'>${element}`,
    `\`>${element}`,
    `</title>${element}`,
    `</textarea>${element}`,
    `</script>${element}`,
    `</style>${element}`,
    `</option></select>${element}`,
    `</td></tr></table>${element}`,
    `-->${element}`,
    `]]>${element}`,
    `"onfocus="ran()"autofocus="`,
    `'onmouseover='ran()`,
    `" style="animation:x" onanimationstart="ran()`,
    `';ran();//`,
    `";ran();//`,
    `\\";ran();//`,
    `$\{ran()}`,
    `*/ran()/*`,
    '<!--><img class=made src=x onerror=ran()>-->',
  ]
}

function encoded(): readonly string[] {
  return [
    '&lt;script&gt;ran()&lt;/script&gt;',
    '&#60;img src=x onerror=ran()&#62;',
    '&#x3c;svg onload=ran()&#x3e;',
    '%3Cscript%3Eran()%3C/script%3E',
    '\\u003cscript\\u003eran()\\u003c/script\\u003e',
    '\\x3cscript\\x3eran()\\x3c/script\\x3e',
    '＜script＞ran()＜/script＞',
    '<\u0131mg class=made src=x onerror=ran()>',
    '<img\u00a0class=made\u00a0src=x\u00a0onerror=ran()>',
    '<sc<script>ript class=made>ran()</sc</script>ript>',
  ]
}

function styles(): readonly string[] {
  return [
    '<p class=made style="background:url(javascript:ran())">通过</p>',
    '<div class=made style="position:fixed;inset:0;background:#fff">通过</div>',
    'expression(ran())',
    '@import "javascript:ran()";',
    '}*{display:none}',
  ]
}

function templates(): readonly string[] {
  return [
    '{{constructor.constructor("ran()")()}}',
    '{{7*7}}',
    '<%= ran() %>',
    '#{ran()}',
    '{"$$typeof":"react.element","type":"img","props":{"src":"x"}}',
    '{"__html":"<img class=made src=x onerror=ran()>"}',
    '[object Object]<img class=made src=x onerror=ran()>',
    '%s%n%x',
    '__proto__',
    'constructor',
  ]
}
