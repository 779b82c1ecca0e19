import type { collectingEn } from './collecting-en.ts'

export const collectingVi: typeof collectingEn = {
	cardSaved: {
		subject: (card) => `Đã lưu thẻ: ${card}`,
		heading: 'Thẻ của quý khách đã được lưu',
		lead: (card) => `${card} đã được lưu tại đơn vị xử lý thanh toán.`,
		pays: 'Thanh toán tự động',
		paysNothing: 'Thẻ chỉ bị trừ tiền cho những hợp đồng mà quý khách bật thanh toán tự động.',
		notYou: 'Không phải quý khách thực hiện? Vui lòng gỡ thẻ trên trang và báo cho chúng tôi.',
		view: 'Xem các thẻ',
	},
	cardRemoved: {
		subject: (card) => `Đã gỡ thẻ: ${card}`,
		heading: 'Thẻ của quý khách đã được gỡ',
		lead: (card) => `${card} đã được gỡ. Chúng tôi sẽ không trừ tiền từ thẻ này nữa.`,
		leadByBank: (card) => `Đơn vị xử lý thanh toán không còn trừ tiền được từ ${card}. Thẻ đã được gỡ.`,
		off: 'Đã tắt thanh toán tự động',
		waiting: 'Đang chờ thẻ khác',
		offNote: 'Từ nay quý khách tự thanh toán các hóa đơn này; mỗi thư kèm hóa đơn đều có nút thanh toán.',
		waitingNote: 'Hãy lưu một thẻ khác, thanh toán tự động sẽ tiếp tục với thẻ đó.',
		view: 'Xem các thẻ',
	},
	autopayChanged: {
		subjectOn: (contract) => `Đã bật thanh toán tự động cho hợp đồng ${contract}`,
		subjectOff: (contract) => `Đã tắt thanh toán tự động cho hợp đồng ${contract}`,
		headingOn: 'Thanh toán tự động đã bật',
		headingOff: 'Thanh toán tự động đã tắt',
		leadOn: (contract, card) => `Hóa đơn của hợp đồng ${contract} sẽ được trừ vào ${card} trong ngày phát hành.`,
		leadOff: (contract) => `Hóa đơn của hợp đồng ${contract} không còn được trừ tiền tự động.`,
		noteOn: 'Quý khách vẫn nhận từng hóa đơn như trước và có thể tắt bất cứ lúc nào.',
		noteOff: 'Từ nay quý khách tự thanh toán từng hóa đơn; trong thư có nút thanh toán.',
		view: 'Xem hợp đồng',
	},
	paymentToConfirm: {
		subject: (invoice) => `Vui lòng xác nhận thanh toán hóa đơn ${invoice}`,
		heading: 'Ngân hàng cần quý khách xác nhận',
		lead: (amount, invoice) =>
			`Ngân hàng yêu cầu quý khách tự xác nhận khoản thanh toán ${amount} cho hóa đơn ${invoice}. Trước đó sẽ không trừ tiền.`,
		next: 'Nút bên dưới mở hóa đơn; từ đó ngân hàng sẽ hướng dẫn quý khách. Quý khách cũng có thể dùng thẻ khác.',
		unaffected: 'Hợp đồng của quý khách không thay đổi.',
		method: 'Thẻ',
		confirm: 'Xác nhận thanh toán',
	},
	cardExpiring: {
		subject: (card) => `Thẻ sắp hết hạn: ${card}`,
		subjectPast: (card) => `Thẻ đã hết hạn: ${card}`,
		heading: 'Thẻ của quý khách sắp hết hạn',
		headingPast: 'Thẻ của quý khách đã hết hạn',
		lead: (card, day) => `${card} có hiệu lực đến ${day}. Sau ngày đó chúng tôi không trừ tiền được.`,
		leadPast: (card, day) => `${card} đã hết hạn ngày ${day}. Chúng tôi không trừ tiền được nữa.`,
		pays: 'Thanh toán bằng thẻ này',
		renewed:
			'Một số ngân hàng tự cập nhật thẻ mới cho chúng tôi. Nếu trang đã hiện ngày hết hạn mới thì quý khách không cần làm gì.',
		replace: 'Thay thẻ',
	},
	invoiceDueSoon: {
		subject: (invoice, amount, day) => `Hóa đơn ${invoice}: ${amount}, hạn ${day}`,
		heading: 'Hóa đơn sắp đến hạn',
		lead: (invoice, amount, day) => `Hóa đơn ${invoice}, số tiền ${amount}, đến hạn ngày ${day}.`,
		crossed: 'Nếu quý khách đã thanh toán, xin cảm ơn và vui lòng bỏ qua thư này.',
		pay: (amount) => `Thanh toán ${amount}`,
	},
	instalmentDueSoon: {
		subject: (contract, amount, day) => `Hợp đồng ${contract}: ${amount}, hạn ${day}`,
		heading: 'Kỳ trả góp sắp đến hạn',
		lead: (contract, amount, day) =>
			`Kỳ trả góp tiếp theo của hợp đồng ${contract}, số tiền ${amount}, đến hạn ngày ${day}.`,
		follows: (day) => `Quý khách sẽ nhận hóa đơn của kỳ này vào ngày ${day}.`,
		view: 'Xem hợp đồng',
	},
	serviceChanged: {
		subject: {
			warned: (contract) => `Hợp đồng ${contract} có khoản quá hạn`,
			restricted: (contract) => `Dịch vụ theo hợp đồng ${contract} bị hạn chế`,
			blocked: (contract) => `Dịch vụ theo hợp đồng ${contract} bị tạm ngừng`,
			normal: (contract) => `Hợp đồng ${contract}: mọi thứ đã bình thường trở lại`,
		},
		heading: {
			warned: 'Khoản thanh toán đã quá hạn',
			restricted: 'Dịch vụ của quý khách bị hạn chế',
			blocked: 'Dịch vụ của quý khách bị tạm ngừng',
			normal: 'Cảm ơn, mọi thứ đã ổn',
		},
		lead: {
			warned: (contract, day) => `Một hóa đơn của hợp đồng ${contract} đến hạn ngày ${day} vẫn chưa được thanh toán.`,
			restricted: (contract, day) =>
				`Một hóa đơn của hợp đồng ${contract} đến hạn ngày ${day} vẫn chưa được thanh toán. Dịch vụ bị hạn chế cho đến khi thanh toán.`,
			blocked: (contract, day) =>
				`Một hóa đơn của hợp đồng ${contract} đến hạn ngày ${day} vẫn chưa được thanh toán. Dịch vụ tạm ngừng cho đến khi thanh toán.`,
			normal: (contract) => `Hợp đồng ${contract} không còn khoản quá hạn. Dịch vụ đã hoạt động đầy đủ trở lại.`,
		},
		next: {
			warned: (day) => `Nếu chưa nhận được tiền, chúng tôi sẽ nhắc lại vào ngày ${day}.`,
			restricted: (day) => `Nếu chưa nhận được tiền, dịch vụ sẽ bị hạn chế từ ngày ${day}.`,
			blocked: (day) => `Nếu chưa nhận được tiền, dịch vụ sẽ tạm ngừng từ ngày ${day}.`,
		},
		recovers: 'Ngay khi nhận được tiền, dịch vụ tự động hoạt động đầy đủ trở lại.',
		overdue: 'Quá hạn',
		pay: (amount) => `Thanh toán ${amount}`,
		view: 'Xem hợp đồng',
	},
}
