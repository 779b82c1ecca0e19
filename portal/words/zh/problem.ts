import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const problem = translate<English['problem']>()({
	notFoundTitle: '这里没有内容',
	notFoundBody: '该页面不存在，或您无权查看。请检查网址，或从概览开始。',
	expiredTitle: '此链接已失效',
	expiredBody: '它已被使用、撤销或过期。请申请新的链接，我们会通过邮件发送。',
	unreadableTitle: '无法读取所提交的内容',
	unreadableBody: '没有任何更改。请返回上一页，刷新后重新填写。',
	tooLargeTitle: '一次提交的内容过多',
	tooLargeBody: '没有任何更改。请返回上一页，减少内容或改用较小的文件。',
	brokenTitle: '我们这边出了问题',
	brokenBody: '请稍后再试。如果再次发生，请把此编号告诉我们，我们会查明原因。',
	tooManyTitle: '尝试次数过多',
	tooManyBody: '请稍候再试。这是为了保护您的账户。',
	tooManyWait: { other: '请在 {{count}} 秒后重试。' },
	reference: '编号',
	home: '前往概览',
	askForLink: '给我发送新链接',
})
