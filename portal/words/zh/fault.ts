import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const fault = translate<English['fault']>()({
	missing: '请填写此项。',
	notEmail: '这不是电子邮件地址。',
	notDay: '这不是日期。',
	notPercent: '百分比须在 0 到 100 之间，例如 12.5。',
	notNumber: '这不是数字。',
	notAmount: '这不是金额，例如 {{example}}。',
	tooManyDigits: { other: '小数点后最多 {{count}} 位。' },
	tooShort: { other: '至少 {{count}} 个字符。' },
	tooLong: { other: '最多 {{count}} 个字符。' },
	tooSmall: '不能小于 {{least}}。',
	tooLarge: '不能大于 {{most}}。',
	notOffered: '请从所列选项中选择。',
	wrongForm: '格式不正确。',
	form: '有内容填写不正确，请再检查一遍表单。',
	fileMissing: '请选择文件。',
	fileTooLarge: '文件太大，最多 {{megabytes}} MB。',
	ofContract: '{{number}}：{{why}}',
})
