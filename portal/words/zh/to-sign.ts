import type { toSign as english } from '../en/to-sign.ts'
import { translate } from '../shape.ts'

export const toSign = translate<typeof english>()({
	title: '待签署合同 {{number}}',
	consent: '我代表 {{customer}} 按此处所示内容签署合同 {{number}} 及其条款。',
	declineButton: '不签署',
	declined: '您未签署此合同',
	expired: '此合同已过签署期限',
	withdrawn: '我们已收回此合同',
	signedPdf: '已签署的合同（PDF）',
})
