import type { payOffEn } from './pay-off-en.ts'

export const payOffVi: typeof payOffEn = {
	penalty: 'Tiền phạt còn phải trả',
	accrued: 'Tiền phạt đã tính',
	waived: 'Đã miễn',
	billed: 'Đã xuất hóa đơn',
	paid: 'Đã trả',
	payOffOn: (day) => `Để trả hết vào ${day}`,
	coming: 'Sẽ xuất hóa đơn đến lúc đó',
	after: 'Còn lại sau ngày đó',
	plan: 'Kế hoạch trả góp',
	downPayment: 'Khoản trả trước',
}
