import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const why = translate<English['why']>()({
	ask: 'Vì sao có số tiền này?',
	period: '{{quantity}} × {{price}} cho kỳ {{period}}.',
	stub: '{{quantity}} × {{price}} cho cả kỳ. {{period}} là {{days}} trong {{periodDays}} ngày của kỳ, nên chỉ tính phần đó.',
	charge:
		'{{quantity}} × {{price}} cho cả kỳ. Do có thay đổi, {{days}} trong {{periodDays}} ngày của kỳ được tính lại: {{period}}.',
	whole: 'Kỳ này chỉ được dùng một phần, nhưng kỳ đã bắt đầu thì tính đủ.',
	once: '{{quantity}} × {{price}}, một lần.',
	discount: 'Giảm {{percent}}.',
	contractDiscount: 'Hợp đồng được giảm thêm {{percent}}.',
	amountOff: 'Theo hợp đồng, mỗi kỳ trọn vẹn được giảm {{amount}}.',
	before: 'Trong đó {{amount}} đã tính trước đây nên được trừ ra.',
	named: {
		before: 'Giảm trừ: {{name}}, như trước thay đổi',
		after: '{{name}}, sau thay đổi',
		credit_back: 'Hủy giảm trừ: {{name}}',
		instalment: '{{name}}, kỳ {{number}} trên {{of}}',
		down_payment: '{{name}}, trả trước',
	},
	instalment: 'Đây là phần thuộc kỳ {{number}} trên {{of}}, hạn thanh toán {{day}}.',
	downPayment: 'Đây là phần thuộc khoản trả trước, hạn thanh toán {{day}}.',
	credit:
		'Đã tính {{charged}} cho {{chargedPeriod}}, gồm {{chargedDays}} ngày. Nay hoàn lại {{days}} ngày: {{period}}.',
	part: {
		quantity: 'Ghi giảm {{share}} trong {{of}}, tức phần tương ứng của {{charged}} đã tính.',
		before: 'Trong đó {{amount}} đã ghi giảm trước đây nên được trừ ra.',
		amount: 'Ghi giảm một phần đã thỏa thuận của {{charged}} đã tính.',
		rest: 'Trong {{charged}} đã tính, {{before}} đã ghi giảm trước đây. Nay ghi giảm phần còn lại.',
	},
	back: 'Mục này của hóa đơn được hủy bỏ.',
	tax: 'Cộng thuế {{percent}}: {{tax}}.',
	taxIncluded: 'Giá đã gồm thuế {{percent}}: {{tax}}.',
	noTax: 'Không cộng thuế.',
	taxOf: {
		rate: 'Đây là thuế suất của {{place}} từ {{since}}.',
		home_rate: 'Chưa có mã số VAT của nước khác trong Liên minh, nên áp dụng thuế suất của {{place}} từ {{since}}.',
		unchecked:
			'Thông tin thuế khai gần nhất chưa được kiểm tra: cho đến khi kiểm tra xong, áp dụng thuế suất của {{place}} từ {{since}}.',
		exempt: 'Bên mua được miễn thuế: {{certificate}}.',
		reverse_charge: 'Cơ chế đảo thuế: bên mua tự nộp thuế, mã số VAT {{number}}.',
		export: 'Hàng bán sang {{place}} không chịu thuế tại đây.',
		no_rate: 'Không có thuế suất cho {{place}}.',
		as_charged: 'Thuế đúng như đã tính cho phần được hoàn lại.',
	},
})
