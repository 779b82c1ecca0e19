import type { English } from '../en.ts'
import { translate } from '../shape.ts'

/** Collection plans. */
export const collectionPlan = translate<English['collectionPlan']>()({
	title: '付款计划',
	lead: '约定的各期、已开账单和已收款情况。',
	see: '查看付款计划',
	none: '没有付款计划。',
	covers: '用于：{{lines}}',
	received: '已收款',
	receivedOf: '{{received}}，共 {{total}}',
	number: '第 {{number}} 期，共 {{of}} 期',
	downPayment: '首付款',
	instalment: '期次',
	due: '到期日',
	planned: '计划金额',
	invoice: '账单',
	paidMinor: '已收',
	open: '未付',
	coming: '{{day}} 开账单',
	paid: '已付清',
	next: '下一期：{{amount}}，{{day}} 到期。',
	overdue: '其中 {{amount}} 已逾期。',
	givenUp: '{{amount}} 不再收取。',
	payRest: '现在付清余款',
	payRestNote: '我们今天为剩余各期开具账单，您可一次付清。',
	late: { other: '逾期 {{count}} 天' },
	payOpen: { other: '支付 {{count}} 张未付账单' },
})
