import type { quoteSaid as english } from '../en/quote-said.ts'
import { translate } from '../shape.ts'

export const quoteSaid = translate<typeof english>()({
	titleRenewal: '续签合同 {{number}}',
	titleChange: '变更合同 {{number}}',
	consent: '我代表 {{customer}} 按此处所示内容接受报价单 {{number}} 及其条款。',
	consentMissing: '请勾选表示接受。',
	declineButton: '谢绝此报价',
	declined: '您已谢绝此报价',
	expired: '此报价单已过期',
	withdrawn: '我们已撤回此报价单',
	signedPdf: '已签署的报价单（PDF）',
	codeTitle: '确认是您本人',
	againNote: '您登录已超过一天。请重新登录，然后即可签署。',
})
