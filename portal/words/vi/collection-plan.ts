import type { English } from '../en.ts'
import { translate } from '../shape.ts'

/** Collection plans. */
export const collectionPlan = translate<English['collectionPlan']>()({
	title: 'Kế hoạch trả góp',
	lead: 'Những gì đã thỏa thuận, đã xuất hóa đơn và đã nhận.',
	see: 'Xem kế hoạch trả góp',
	none: 'Không có kế hoạch trả góp.',
	covers: 'Cho: {{lines}}',
	received: 'Đã nhận',
	receivedOf: '{{received}} trên {{total}}',
	number: 'Kỳ {{number}} trên {{of}}',
	downPayment: 'Khoản trả trước',
	instalment: 'Kỳ',
	due: 'Hạn thanh toán',
	planned: 'Theo kế hoạch',
	invoice: 'Hóa đơn',
	paidMinor: 'Đã nhận',
	open: 'Còn phải trả',
	coming: 'Sẽ có ngày {{day}}',
	paid: 'Đã trả',
	next: 'Kỳ tới: {{amount}}, hạn {{day}}.',
	overdue: 'Quá hạn {{amount}}.',
	givenUp: '{{amount}} không thu nữa.',
	payRest: 'Trả hết phần còn lại ngay',
	payRestNote: 'Hôm nay chúng tôi xuất hóa đơn cho các kỳ còn lại để quý khách trả một lần.',
	late: { other: 'trễ {{count}} ngày' },
	payOpen: { other: 'Thanh toán {{count}} hóa đơn' },
})
