import type { leavingEn } from './leaving-en.ts'

export const leavingVi: typeof leavingEn = {
	lastDay: 'Ngày cuối cùng',
	lastInvoice: 'Hóa đơn cuối cùng',
	noFurtherInvoice: 'Không còn hóa đơn nào nữa',
	credit: 'Hoàn lại cho quý khách',
	finalAmount: 'Còn phải trả',
	reason: 'Lý do',
	inTheirWords: 'Lời của khách hàng',
	taxIncluded: (amount) => `${amount}, đã gồm thuế`,
	invoiceOn: (amount, day) => `${amount}, đã gồm thuế, ngày ${day}`,
	cancelled: {
		subject: (contract, day) => `Hợp đồng ${contract} kết thúc ngày ${day}`,
		heading: 'Đã xác nhận chấm dứt hợp đồng',
		lead: (contract, day) =>
			`Quý khách đã chấm dứt hợp đồng ${contract}. Ngày cuối cùng là ${day}. Cho đến lúc đó mọi thứ vẫn như đã thỏa thuận. Quý khách không cần làm gì thêm.`,
		undo: (day) =>
			`Quý khách đổi ý? Đến hết ngày ${day}, quý khách có thể rút lại việc chấm dứt chỉ bằng một lần bấm trên trang.`,
		button: 'Rút lại',
		documents: 'Sau đó quý khách vẫn xem được các chứng từ của mình.',
	},
	ended: {
		heading: 'Hợp đồng của quý khách được chấm dứt',
		lead: (contract, day) =>
			`Hợp đồng ${contract} được chấm dứt. Ngày cuối cùng là ${day}. Cho đến lúc đó mọi thứ vẫn như đã thỏa thuận.`,
		ask: 'Nếu điều này không đúng với mong đợi của quý khách, hãy trả lời thư này để chúng tôi cùng xem lại.',
		button: 'Xem hợp đồng',
	},
	kept: {
		subject: (contract) => `Hợp đồng ${contract} tiếp tục`,
		heading: 'Việc chấm dứt đã được rút lại',
		lead: (contract) => `Hợp đồng ${contract} tiếp tục như trước khi quý khách chấm dứt.`,
		open: (day) => `Quý khách có thể chấm dứt bất cứ lúc nào; nếu báo hôm nay, hợp đồng kết thúc ngày ${day}.`,
		fixed: (day) => `Hợp đồng tự kết thúc ngày ${day}, không cần báo trước.`,
		button: 'Xem hợp đồng',
	},
	stayed: {
		subject: (contract) => `Hợp đồng ${contract}: điều chúng ta đã thỏa thuận`,
		heading: 'Đã thỏa thuận',
		discount: (contract, percent, count) =>
			`Hợp đồng ${contract} được giảm ${percent} trong ${count} kỳ thanh toán. Sau đó giá trở lại như cũ.`,
		pause: (contract, day) =>
			`Hợp đồng ${contract} tạm dừng đến hết ngày ${day}. Những ngày này không tính phí, sau đó hợp đồng tự tiếp tục.`,
		plan: (contract) => `Hợp đồng ${contract} đã chuyển sang gói nhỏ hơn.`,
		from: 'Tính từ',
		month: 'Mỗi tháng kể từ đó, chưa thuế',
		cancelStill: 'Hợp đồng chưa bị chấm dứt. Quý khách vẫn có thể chấm dứt bất cứ lúc nào trên trang hợp đồng.',
		button: 'Xem hợp đồng',
	},
	noted: {
		subject: {
			cancelled: (customer, contract) => `${customer} đã chấm dứt hợp đồng ${contract}`,
			kept: (customer, contract) => `${customer} giữ lại hợp đồng ${contract}`,
			stayed: (customer, contract) => `${customer} tiếp tục: hợp đồng ${contract}`,
		},
		heading: {
			cancelled: 'Một hợp đồng bị chấm dứt',
			kept: 'Khách hàng rút lại việc chấm dứt',
			stayed: 'Khách hàng nhận ưu đãi ở lại',
		},
		lead: {
			cancelled: (customer, contract) => `${customer} đã chấm dứt hợp đồng ${contract}.`,
			kept: (customer, contract) => `${customer} đã rút lại việc chấm dứt hợp đồng ${contract}.`,
			stayed: (customer, contract) =>
				`${customer} định chấm dứt hợp đồng ${contract} nhưng đã nhận ưu đãi của chúng ta để ở lại.`,
		},
		noReason: 'Không nêu',
		button: 'Mở hợp đồng',
	},
	renews: {
		subject: (contract, day) => `Hợp đồng ${contract} sẽ gia hạn nếu quý khách không chấm dứt trước hết ngày ${day}`,
		heading: 'Hợp đồng của quý khách sắp gia hạn',
		lead: (contract, end, day) =>
			`Kỳ hạn hiện tại của hợp đồng ${contract} kết thúc ngày ${end}. Nếu quý khách không chấm dứt chậm nhất ngày ${day}, hợp đồng sẽ tiếp tục thêm một kỳ hạn.`,
		lastDay: 'Hạn chót để chấm dứt',
		until: 'Gia hạn đến',
		price: 'Mỗi hóa đơn định kỳ',
		nothing: 'Nếu muốn tiếp tục, quý khách không cần làm gì.',
		button: 'Chấm dứt hợp đồng',
		view: 'Nút này mở trang chấm dứt; hợp đồng chỉ chấm dứt khi quý khách xác nhận ở đó.',
	},
	ends: {
		subject: (contract, day) => `Hợp đồng ${contract} kết thúc ngày ${day}`,
		heading: 'Hợp đồng của quý khách sắp hết hạn',
		lead: (contract, day) =>
			`Hợp đồng ${contract} tự kết thúc ngày ${day}. Hợp đồng không gia hạn và quý khách không cần báo trước.`,
		goOn: 'Quý khách muốn tiếp tục? Hãy trả lời thư này, chúng tôi sẽ gửi đề nghị.',
		button: 'Xem hợp đồng',
	},
}
