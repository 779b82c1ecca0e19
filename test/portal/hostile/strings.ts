/*
 * What people, programs and people with bad intentions type into fields. Written for this product: by kind, so that a
 * failure says what it is about. Marks such as `h1t` are found again in answers.
 */

const markup = [
	'<script>h1t()</script>',
	'<ScRiPt src=//h1t.example></sCrIpT>',
	'"><script>h1t()</script>',
	"'><img src=h1t onerror=h1t()>",
	'<svg/onload=h1t()>',
	'</textarea><b onmouseover=h1t()>h1t',
	'</title><base href=//h1t.example/>',
	'</script><script>h1t()//',
	'<iframe srcdoc="<script>h1t()</script>"></iframe>',
	'<a href="javascript:h1t()">h1t</a>',
	'<math><mtext><style><img src onerror=h1t()></style></mtext></math>',
	'<!-- h1t --><![CDATA[h1t]]><?h1t?>',
	'" autofocus onfocus=h1t() x="',
	'` onmouseover=h1t() `',
	'&lt;script&gt;h1t&#40;&#41;&lt;/script&gt;',
	'<form action=//h1t.example><button>h1t',
	'<meta http-equiv=refresh content="0;url=//h1t.example">',
	'<link rel=stylesheet href=//h1t.example/h1t.css>',
	'\\u003cscript\\u003eh1t()\\u003c/script\\u003e',
	'<o:p>h1t</o:p><table><td>h1t',
]

const addresses = [
	'javascript:h1t()',
	'JaVaScRiPt\t:h1t()',
	'data:text/html,<script>h1t()</script>',
	'//h1t.example/overview',
	'\\\\h1t.example\\overview',
	'https:h1t.example',
	'/\t/h1t.example',
	'http://portal@h1t.example:0/',
]

const templates = [
	'{{7*7}}h1t',
	'{{number}} {{company}} {{email}}',
	'$' + '{7*7}h1t',
	'#{7*7} <%= 7*7 %> {%h1t%}',
	'$t(signIn.title) $t(quote.title)',
	'{{constructor.constructor("h1t")()}}',
	'[[h1t]] @{h1t} %{h1t}',
]

const sql = [
	"'; drop table customer; -- h1t",
	"' or '1'='1",
	'" or ""="',
	'1); select pg_sleep(20); --',
	"\\'; select h1t; --",
	'%_%\\_\\%',
	'$$h1t$$ $1 $2 :h1t ?',
	"Robert O'Neill-D'Arcy",
	'null',
	'NULL::text',
	"E'\\x41' || h1t",
	'/*!50000 h1t */',
]

const paths = [
	'../../../../etc/passwd',
	'..\\..\\..\\windows\\win.ini',
	'%2e%2e%2f%2e%2e%2fh1t',
	'/proc/self/environ',
	'file:///etc/passwd',
	'C:\\h1t\\..\\con',
	'h1t/./../h1t//h1t',
	'.htaccess',
	'-rf',
	'--help',
	'~root',
	'con.txt',
	'h1t.pdf%00.exe',
]

const commands = ['; cat /etc/passwd', '| h1t', '`h1t`', '$(h1t)', '&& h1t &', '\n/bin/sh -c h1t', '%0a h1t', '!! h1t']

const lines = [
	'h1t\r\nSet-Cookie: h1t=1',
	'h1t\nBcc: h1t@h1t.example',
	'h1t\r\n\r\n<html>h1t',
	'h1t%0d%0aLocation: //h1t.example',
	'h1t\u2028h1t\u2029h1t\u0085h1t',
	'\r\r\rh1t',
	'BEGIN:VEVENT\r\nSUMMARY:h1t\r\nEND:VEVENT',
	'h1t;x=y,z\\n\\N',
	'=?utf-8?q?h1t?=',
]

const formulas = [
	'=1+2+h1t',
	'=cmd|"/c calc"!A1',
	'+h1t(A1)',
	'-2+3+cmd|h1t',
	'@SUM(1,2)',
	'\t=1+2',
	'=HYPERLINK("//h1t.example","h1t")',
	'"=1+2",h1t',
	'＝1+2',
]

const letters = [
	'Ωß漢字 кириллица Tiếng Việt',
	'מזל טוב ١٢٣ فارسی',
	'\u202eh1t evil\u202c',
	'\u2066\u2067h1t\u2069',
	'a\u200bb\u200dc\u2060d\ufeffe',
	'\u00ad\u00a0\u3000\u2003h1t',
	'z\u0335\u0327\u031ba\u0335l\u0336g\u0338o\u0337'.repeat(4),
	'👩‍👩‍👧‍👦 🏳️‍🌈 👍🏿 🇩🇪 1️⃣',
	'\u{1f600}'.repeat(40),
	'İıßſﬀǅ Straße',
	'é e\u0301 Å A\u030a',
	'\ufffd\ufffe\uffff',
	'\ud800h1t',
	'h1t\udc00',
	'𝕳𝖆𝖑𝖉𝖊𝖓 ﷽',
	'\u0000h1t\u0000',
	'\u0001\u0007\u0008\u001b[31mh1t\u007f',
	'\u001b]0;h1t\u0007',
	'¼½⅞ ①②③ Ⅷ ٣٫١٤',
]

const numbers = [
	'0',
	'-0',
	'-1',
	'1e309',
	'1e3',
	'NaN',
	'Infinity',
	'0x7fffffff',
	'007',
	'9223372036854775808',
	'-9223372036854775809',
	'0.1000000000000000055511151231257827',
	'1,234.56',
	'1.234,56',
	'1 234,56',
	'١٢٣',
	'9'.repeat(400),
	'1/0',
]

const days = [
	'2026-02-30',
	'0000-00-00',
	'9999-12-31',
	'10000-01-01',
	'2026-13-01',
	'-000001-01-01',
	'2026-W01-1',
	'31.12.2026',
	'now()',
]

const objects = [
	'__proto__',
	'constructor',
	'hasOwnProperty',
	'[object Object]',
	'undefined',
	'true',
	'{"a":{"$gt":""}}',
	'[]',
	'a[b][c]=h1t&h1t=1',
	'%s%n%x%p%d h1t',
	'%',
	'%zz%c0%af',
	'01900000-0000-7000-8000-00000000000g',
]

const sizes = [
	'',
	' ',
	'\n\n\n',
	'h',
	'h1t'.repeat(1000),
	'h1t '.repeat(3000),
	'('.repeat(2000),
	'a,'.repeat(2000),
	'<'.repeat(2000),
]

export const strings = [
	...[markup, addresses, templates, sql, paths, commands, lines, formulas],
	...[letters, numbers, days, objects, sizes],
].flat()

/** Names that somebody may give a file. */
export const fileNames = [
	...[
		'../../h1t.txt',
		'..\\h1t.txt',
		'/etc/h1t.txt',
		'h1t\r\nx: y.txt',
		'h1t".txt',
		"h1t';.txt",
		'<img src=h1t onerror=h1t()>.txt',
	],
	...[
		'\u202etxt.exe.txt',
		'h1t\u0000.txt',
		'漢字 Ωß.txt',
		`${'h1t'.repeat(60)}.txt`,
		'.txt',
		'%2e%2e%2fh1t.txt',
		'=1+2.txt',
		'con.txt',
		'👩‍👧.txt',
	],
]
