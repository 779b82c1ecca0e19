import type { pricesEn } from './prices-en.ts'

export const pricesZh: typeof pricesEn = {
	subject: (contract, day) => `合同 ${contract}：${day}起执行新价格`,
	heading: '价格即将调整',
	lead: (contract, day) => `合同 ${contract} 自${day}起执行新价格。在此之前费用不变，您无需进行任何操作。`,
	message: '我们的说明',
	becomes: (before, after, day) => `${after}（原价 ${before}），自${day}起`,
	month: '每月，不含税',
	instead: (after, before) => `${after}（原为 ${before}）`,
	choice: '在合同页面可以看到之后每张账单的金额，也可以在那里同意、提问或退订。',
	button: '查看合同',
	kept: {
		subject: (contract) => `合同 ${contract}：价格不变`,
		heading: '价格保持不变',
		lead: (contract) => `此前通知的合同 ${contract} 新价格不再执行，费用保持现状。`,
	},
}
