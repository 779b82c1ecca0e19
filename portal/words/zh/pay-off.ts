import type { payOff as english } from '../en/pay-off.ts'
import { translate } from '../shape.ts'

export const payOff = translate<typeof english>()({
	see: '违约金与结清金额',
	unpaid: '按届时仍未付款计算。',
	on: '{{day}} 结清所需金额',
	withComing: '截至 {{day}} 的全部未付账单、届时将开具的账单与违约金。',
	coming: '届时将开账单',
	comes: '将于 {{day}} 开账单',
	after: '该日之后尚待支付',
	afterNote: '该日之后尚有 {{amount}} 待支付（分期或一次性款项）。',
	rounding: '舍入差额',
	pay: '立即全部支付',
	payNote: '我们今天就应付违约金开具账单，您可与其他未付账单一并支付。',
})
