import type { conversation as english } from '../en/conversation.ts'
import { translate } from '../shape.ts'

export const conversation = translate<typeof english>()({
	title: '消息',
	lead: '关于合同 {{number}}。我们回复后会发邮件通知您，所有往来内容都保留在这里。',
	open: '消息',
	openNew: { other: '消息，{{count}} 条未读' },
	news: { other: '{{count}} 条新消息' },
	newsAbout: { other: '关于“{{contract}}”有 {{count}} 条新消息' },
	read: '查看',
	isNew: '新',
	you: '贵方',
	none: '还没有消息',
	noneNote: '与本合同有关的问题或文件，都可以发到这里。',
	earlier: '更早的消息',
	latest: '最新消息',
	refresh: '查看有无新消息',
	write: '给我们留言',
	text: '消息内容',
	files: '附件',
	filesHint: '最多 {{most}} 个文件，每个不超过 {{megabytes}} MB：PDF、PNG、JPEG、WebP、TXT、CSV、XLSX、DOCX。',
	filesAgain: '文字已保留，请重新选择文件。',
	send: '发送',
	sent: '消息已发送。',
	tooMany: '发送过于频繁。文字已保留，请几分钟后再发送。',
	viewOnly: '此链接仅供查看。如需留言，请登录或索取您本人的链接。',
	signIn: '登录',
})
