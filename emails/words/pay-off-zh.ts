import type { payOffEn } from './pay-off-en.ts'

export const payOffZh: typeof payOffEn = {
	penalty: '应付违约金',
	accrued: '累计违约金',
	waived: '已减免',
	billed: '已开账单',
	paid: '已支付',
	payOffOn: (day) => `${day} 结清所需金额`,
	coming: '届时将开账单',
	after: '该日之后尚待支付',
	plan: '付款计划',
	downPayment: '首付款',
}
