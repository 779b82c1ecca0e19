import type { payOff as english } from '../en/pay-off.ts'
import { translate } from '../shape.ts'

export const payOff = translate<typeof english>()({
	see: 'Tiền phạt và số tiền để trả hết',
	unpaid: 'Tính như thể đến lúc đó chưa khoản nào được trả.',
	on: 'Để trả hết vào {{day}}',
	withComing: 'Mọi hóa đơn chưa trả, các hóa đơn sẽ xuất đến lúc đó và tiền phạt, tính đến {{day}}.',
	coming: 'Sẽ xuất hóa đơn đến lúc đó',
	comes: 'xuất hóa đơn vào {{day}}',
	after: 'Còn lại sau ngày đó',
	afterNote: 'Sau ngày đó còn {{amount}} phải trả, theo kỳ hoặc bán một lần.',
	rounding: 'Làm tròn',
	pay: 'Trả hết ngay',
	payNote: 'Chúng tôi xuất hóa đơn cho tiền phạt phải trả hôm nay, và quý khách trả cùng các hóa đơn chưa trả khác.',
})
