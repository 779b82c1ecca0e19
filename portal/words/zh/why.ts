import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const why = translate<English['why']>()({
	ask: '金额如何得出？',
	period: '{{quantity}} × {{price}}，对应期间 {{period}}。',
	stub: '整期为 {{quantity}} × {{price}}。{{period}} 占该期 {{periodDays}} 天中的 {{days}} 天，只收取这一部分。',
	charge: '整期为 {{quantity}} × {{price}}。因有变更，该期 {{periodDays}} 天中的 {{days}} 天重新收费：{{period}}。',
	whole: '虽然只覆盖部分期间，但已开始的期间按整期收费。',
	once: '{{quantity}} × {{price}}，一次性收取。',
	discount: '减去 {{percent}} 折扣。',
	contractDiscount: '合同另有 {{percent}} 的折扣。',
	amountOff: '按合同，每个完整周期再减 {{amount}}。',
	before: '其中 {{amount}} 之前已收取，予以扣除。',
	named: {
		before: '退还：{{name}}（变更前）',
		after: '{{name}}（变更后）',
		credit_back: '撤销退还：{{name}}',
		instalment: '{{name}}，第 {{number}} 期（共 {{of}} 期）',
		down_payment: '{{name}}，首付款',
	},
	instalment: '这是第 {{number}} 期（共 {{of}} 期）中的部分，应于 {{day}} 前支付。',
	downPayment: '这是首付款中的部分，应于 {{day}} 前支付。',
	credit: '{{chargedPeriod}}（共 {{chargedDays}} 天）已收取 {{charged}}，现退还其中 {{days}} 天：{{period}}。',
	part: {
		quantity: '冲减 {{of}} 中的 {{share}}，按已收取的 {{charged}} 计算该份额。',
		before: '其中 {{amount}} 之前已冲减，予以扣除。',
		amount: '冲减已收取的 {{charged}} 中商定的一部分。',
		rest: '已收取的 {{charged}} 中，之前已冲减 {{before}}，现冲减其余部分。',
	},
	back: '此项冲销原账单中的对应项目。',
	tax: '另加 {{percent}} 税：{{tax}}。',
	taxIncluded: '价格含 {{percent}} 税：{{tax}}。',
	noTax: '不加税。',
	taxOf: {
		rate: '这是{{place}}自 {{since}} 起的税率。',
		home_rate: '未提供欧盟其他国家的增值税号，因此适用{{place}}自 {{since}} 起的税率。',
		exempt: '购买方免税：{{certificate}}。',
		reverse_charge: '反向征收：由购买方申报税款，增值税号 {{number}}。',
		export: '销往{{place}}的项目在此不征税。',
		no_rate: '{{place}}没有税率。',
		as_charged: '税额与所退还项目当时所收的一致。',
	},
})
