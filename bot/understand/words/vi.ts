import type { Words } from './shape.ts'

export const vi: Words = {
	measures: {
		mrr: 'mrr, doanh thu định kỳ hàng tháng, doanh thu định kỳ tháng, doanh thu lặp lại hàng tháng',
		new: 'mrr mới, mrr mới thêm, mrr phát sinh mới',
		expansion: 'mở rộng, mrr mở rộng, bán thêm, mua thêm, nâng cấp',
		contraction: 'thu hẹp, mrr thu hẹp, giảm gói, hạ cấp, cắt giảm',
		churn: 'rời bỏ, mrr rời bỏ, mrr mất đi, mrr mất, churn, mrr bị mất, mrr churn',
		reactivation: 'tái kích hoạt, kích hoạt lại, quay lại, mrr quay lại',
		net_new:
			'mrr ròng, mrr ròng tăng thêm, mrr tăng ròng, tăng trưởng mrr, mrr tăng trưởng, tăng ròng mrr, mrr tăng thêm ròng, mrr mới ròng, tăng trưởng ròng, mrr tăng thêm, mức tăng mrr, biến động ròng mrr',
		arr: 'arr, doanh thu định kỳ hàng năm, doanh thu định kỳ năm',
		arpu: 'arpu, doanh thu trung bình mỗi khách hàng, doanh thu trung bình trên khách hàng, doanh thu bình quân mỗi khách hàng, doanh thu bình quân khách hàng',
		ltv: 'ltv, clv, giá trị vòng đời, giá trị vòng đời khách hàng, giá trị trọn đời khách hàng, giá trị trọn đời',
		customers:
			'số khách hàng, số lượng khách hàng, bao nhiêu khách hàng, bao nhiêu khách, mấy khách hàng, số khách, tổng số khách hàng, lượng khách hàng, tăng trưởng khách hàng, tăng trưởng số khách hàng, mức tăng khách hàng',
		new_customers: 'khách hàng mới, khách mới, số khách hàng mới, bao nhiêu khách hàng mới, bao nhiêu khách mới',
		lost_customers:
			'khách hàng đã mất, mất bao nhiêu khách hàng, khách hàng mất đi, mất khách hàng, khách hàng bị mất, mất bao nhiêu khách, số khách hàng mất, mất mấy khách hàng, khách hàng đã rời bỏ',
		contracts:
			'hợp đồng còn hiệu lực, hợp đồng đang hiệu lực, hợp đồng hiệu lực, hợp đồng có hiệu lực, hợp đồng đang chạy, hợp đồng đang hoạt động, hợp đồng đang thực hiện, bao nhiêu hợp đồng đang hiệu lực, số hợp đồng hiệu lực, số hợp đồng còn hiệu lực, bao nhiêu hợp đồng còn hiệu lực, số hợp đồng đang hiệu lực',
		logo_churn: 'khách hàng rời bỏ, tỷ lệ khách hàng rời bỏ, tỷ lệ rời bỏ khách hàng, rời bỏ khách hàng, logo churn',
		revenue_churn:
			'doanh thu rời bỏ, tỷ lệ doanh thu rời bỏ, tỷ lệ mất doanh thu, tỷ lệ rời bỏ doanh thu, revenue churn',
		net_retention: 'tỷ lệ giữ chân ròng, giữ chân ròng, nrr, ndr, giữ chân doanh thu ròng, tỷ lệ duy trì ròng',
		gross_retention: 'tỷ lệ giữ chân gộp, giữ chân gộp, grr, gdr, tỷ lệ duy trì gộp, giữ chân doanh thu gộp',
		signed: 'ký, đã ký, ký kết, ký được, giá trị ký, giá trị hợp đồng ký, chốt, chốt được, giá trị hợp đồng đã ký',
		signed_mrr: 'mrr đã ký, mrr ký, mrr ký được',
		signed_contracts:
			'hợp đồng đã ký, hợp đồng ký, ký bao nhiêu hợp đồng, hợp đồng mới, số hợp đồng ký, ký được bao nhiêu hợp đồng, số hợp đồng đã ký, ký mấy hợp đồng, hợp đồng ký được, ký hợp đồng, hợp đồng ký mới',
		invoiced:
			'xuất bao nhiêu hóa đơn, xuất được bao nhiêu hóa đơn, ra hóa đơn, xuất hóa đơn, đã xuất hóa đơn, hóa đơn đã xuất, hóa đơn xuất, lập hóa đơn, phát hành hóa đơn, tiền hóa đơn, giá trị hóa đơn, xuất hđ, hóa đơn phát hành, đã lập hóa đơn, hóa đơn đã phát hành',
		collected:
			'thu, đã thu, thu được, thu tiền, tiền thu, tiền thu được, thực thu, tiền về, thanh toán, trả, đã trả, đã thanh toán, tiền vào, số tiền thu, thu về, trả tiền, tiền đã thu, đã thu được, thu được tiền, nhận được',
		outstanding:
			'chưa thanh toán, chưa thu, phải thu, hóa đơn chưa thanh toán, chưa trả, các khoản phải thu, còn phải thu',
		overdue:
			'quá hạn, nợ quá hạn, hóa đơn quá hạn, khoản quá hạn, quá hạn thanh toán, trễ hạn, công nợ quá hạn, tiền quá hạn, số tiền quá hạn, nợ trễ hạn, có quá hạn',
		rebates: 'chiết khấu, giảm giá, hoàn tiền, thưởng doanh số, chiết khấu thương mại',
		commission: 'hoa hồng, tiền hoa hồng, hoa hồng bán hàng',
		revenue: 'doanh thu ghi nhận, doanh thu đã ghi nhận',
		recurring_revenue: 'doanh thu định kỳ, doanh thu lặp lại, doanh thu thuê bao, doanh thu thường xuyên',
		one_off_revenue: 'doanh thu một lần, doanh thu không định kỳ, thu một lần, doanh thu phát sinh một lần',
		run_rate: 'run rate, run-rate, doanh thu quy năm, doanh thu năm hóa',
		average_contract:
			'giá trị hợp đồng trung bình, giá trị trung bình hợp đồng, giá trị trung bình của hợp đồng, giá trị trung bình mỗi hợp đồng, giá trị trung bình một hợp đồng, hợp đồng trung bình, trung bình hợp đồng, giá trị hợp đồng bình quân, giá trị bình quân hợp đồng, giá trị bình quân mỗi hợp đồng, quy mô hợp đồng trung bình, giá trị đơn hàng trung bình, trung bình giá trị hợp đồng',
		average_invoice:
			'hóa đơn trung bình, giá trị hóa đơn trung bình, số tiền hóa đơn trung bình, giá trị trung bình hóa đơn, giá trị trung bình của hóa đơn, giá trị trung bình mỗi hóa đơn, trung bình hóa đơn, trung bình mỗi hóa đơn, trung bình giá trị hóa đơn, hóa đơn bình quân, giá trị hóa đơn bình quân, tiền hóa đơn trung bình, quy mô hóa đơn trung bình',
		days_late:
			'số ngày trễ trung bình, số ngày trễ hạn trung bình, số ngày quá hạn trung bình, số ngày chậm trung bình, số ngày chậm trả trung bình, số ngày chậm thanh toán trung bình, số ngày trễ hạn bình quân, số ngày quá hạn bình quân, trung bình số ngày trễ, trung bình số ngày trễ hạn, trung bình số ngày quá hạn, trung bình trễ bao nhiêu ngày, trung bình quá hạn bao nhiêu ngày, trễ hạn trung bình, quá hạn trung bình, chậm thanh toán trung bình, ngày trễ trung bình, trung bình trễ mấy ngày',
		performance:
			'thế nào, như thế nào, ra sao, hiệu quả, kết quả, hiệu suất, thành tích, làm việc, làm ăn, kpi, số liệu, chỉ số, hoạt động',
		movements: 'biến động mrr, mrr biến động, thay đổi mrr, các biến động mrr',
	},
	vague: {
		revenue: 'doanh thu, thu nhập, kiếm, kiếm được, lợi tức',
		sales: 'doanh số, bán hàng, bán được, doanh số bán hàng, bán',
		churn_rate: 'tỷ lệ rời bỏ, tỷ lệ churn',
		retention: 'giữ chân, tỷ lệ giữ chân, tỷ lệ duy trì',
		invoices: 'hóa đơn, hđ, các hóa đơn',
		signings: 'bao nhiêu hợp đồng, số hợp đồng, số lượng hợp đồng, mấy hợp đồng, đơn hàng',
		news: 'mới',
	},
	intents: {
		'next-invoices':
			'hóa đơn sắp tới, hóa đơn tiếp theo, hóa đơn kế tiếp, hóa đơn tới, kỳ hóa đơn tới, hóa đơn sau, hóa đơn kỳ tới, có hóa đơn tiếp theo, sắp xuất hóa đơn, lần xuất hóa đơn tới, lần xuất hóa đơn tiếp theo, các hóa đơn sắp tới, hóa đơn kỳ sau, hóa đơn sắp đến',
		statement:
			'số dư, đối chiếu công nợ, sao kê, bảng kê công nợ, đối chiếu, công nợ, bản đối chiếu công nợ, sổ công nợ, sao kê công nợ, biên bản đối chiếu',
		waiting:
			'chờ tôi, đang chờ tôi, chờ tôi duyệt, đang chờ tôi duyệt, cần duyệt, cần tôi duyệt, việc cần duyệt, chờ duyệt, tôi cần duyệt, yêu cầu chờ duyệt, việc của tôi, chờ mình duyệt, chờ mình, chờ em duyệt, chờ anh duyệt, việc cần tôi duyệt',
		digest: 'tóm tắt, bản tóm tắt, việc hôm nay, cần làm gì, phải làm gì, nên làm gì, việc cần làm, việc phải làm',
		cohorts:
			'cohort, cohorts, phân tích cohort, bảng cohort, nhóm khách theo tháng, nhóm khách hàng theo tháng, theo tháng bắt đầu, theo tháng ký',
		forecast: 'dự báo, dự đoán, dự kiến, triển vọng, mrr sẽ, kỳ vọng',
		help: 'trợ giúp, giúp, giúp đỡ, bạn làm được gì, làm được gì, hỏi được gì, có thể hỏi gì, hướng dẫn, tôi hỏi được gì, giúp tôi, bạn có thể làm gì, bạn biết làm gì',
	},
	kinds: {
		group: 'nhóm, đội, đội nhóm, phòng, phòng ban, team, tổ',
		person:
			'nhân viên, nhân viên kinh doanh, nhân viên bán hàng, người bán, người phụ trách, sale, sales, nvkd, người, anh, chị, em, cô, chú, quản lý, kinh doanh',
		customer: 'khách hàng, khách, công ty, đối tác, kh',
		product: 'sản phẩm, hàng hóa, dịch vụ, mặt hàng, tùy chọn, sp',
		plan: 'gói, gói cước, gói dịch vụ, kế hoạch',
		reason: 'lý do, nguyên nhân, lí do',
		country: 'quốc gia, nước',
		industry: 'ngành, ngành nghề, lĩnh vực',
		contract: 'hợp đồng, thỏa thuận, hđ hợp đồng',
	},
	units: { day: 'ngày', week: 'tuần, tuần thứ, tuần số', month: 'tháng', quarter: 'quý', half: 'nửa năm', year: 'năm' },
	counted: {},
	relatives: {
		beforeLast: 'trước nữa, kia',
		last: 'trước, vừa rồi, qua, vừa qua, rồi, gần đây, gần nhất, trước đó, vừa xong, ngoái, liền trước',
		this: 'này, nay',
		next: 'sau, tới, tiếp theo, kế tiếp, sắp tới',
		follow: true,
	},
	months: [
		'tháng giêng, tháng một',
		'tháng hai',
		'tháng ba',
		'tháng tư',
		'',
		'tháng sáu',
		'tháng bảy',
		'tháng tám',
		'tháng chín',
		'tháng mười',
		'tháng mười một',
		'tháng mười hai, tháng chạp',
	],
	quarters: [
		'q1, quý một, quý i, quý nhất',
		'q2, quý hai, quý ii',
		'q3, quý ba, quý iii',
		'q4, quý tư, quý bốn, quý iv',
	],
	halves: [
		'nửa đầu năm, 6 tháng đầu năm, sáu tháng đầu năm, nửa năm đầu, h1',
		'nửa cuối năm, 6 tháng cuối năm, sáu tháng cuối năm, nửa năm cuối, h2',
	],
	moments: {
		today: 'hôm nay, hiện tại, hiện nay, bây giờ, hiện, đến nay, tính đến nay, đến hôm nay, lúc này, tính đến hôm nay',
		yesterday: 'hôm qua',
		this_month: '',
		last_month: '',
		this_year: '',
		last_year: 'năm ngoái',
		year_to_date:
			'từ đầu năm, từ đầu năm đến nay, từ đầu năm tới nay, từ đầu năm nay, ytd, lũy kế năm, lũy kế từ đầu năm, năm nay đến giờ, từ đầu năm đến giờ',
		quarter_to_date: 'từ đầu quý, từ đầu quý đến nay, từ đầu quý này, qtd, lũy kế quý',
		month_to_date: 'từ đầu tháng, từ đầu tháng đến nay, từ đầu tháng này, mtd, lũy kế tháng',
	},
	bounds: {
		since: 'từ, kể từ, kể từ ngày, từ ngày, bắt đầu từ',
		to: 'đến, tới, đến ngày, đến hết, cho đến',
		until: 'cho tới, tính tới, trở về trước, đến hết ngày',
		before: 'trước ngày, trước tháng',
		as_of: 'tính đến, tại ngày, vào cuối ngày, tính đến ngày, tại thời điểm',
		between: 'giữa',
		start: 'đầu',
		end: 'cuối, hết',
	},
	versus: {
		given: 'so với, so sánh với, so sánh, so, đối chiếu với, vs',
		before: 'so với kỳ trước, tháng trước đó, quý trước đó, năm trước đó, kỳ trước đó, tuần trước đó, so kỳ trước',
		year_before:
			'so với cùng kỳ năm ngoái, so với cùng kỳ năm trước, so với cùng kỳ, so cùng kỳ, cùng kỳ năm ngoái, cùng kỳ năm trước',
	},
	by: 'theo, theo từng, từng, mỗi, các, phân theo, chia theo, của từng, của mỗi, trên mỗi, theo mỗi',
	every: {
		day: 'theo ngày, hàng ngày, từng ngày, mỗi ngày, hằng ngày, theo từng ngày',
		week: 'theo tuần, hàng tuần, từng tuần, mỗi tuần, hằng tuần, theo từng tuần',
		month: 'theo tháng, hàng tháng, từng tháng, mỗi tháng, hằng tháng, theo từng tháng',
		quarter: 'theo quý, hàng quý, từng quý, mỗi quý, hằng quý, theo từng quý',
		year: 'theo năm, hàng năm, từng năm, mỗi năm, hằng năm, theo từng năm',
	},
	order: {
		most: 'nhất, nhiều nhất, lớn nhất, cao nhất, to nhất',
		least: 'ít nhất, nhỏ nhất, thấp nhất, bé nhất',
		best: 'tốt nhất, giỏi nhất, xuất sắc nhất, hàng đầu, mạnh nhất, dẫn đầu, khá nhất',
		worst: 'kém nhất, tệ nhất, yếu nhất, dở nhất, xấu nhất, cuối bảng, bét bảng',
		top: 'top, xếp hạng, bảng xếp hạng, đứng đầu',
	},
	over: 'trên, hơn, lớn hơn, vượt, vượt quá, nhiều hơn, cao hơn, quá, >',
	under: 'dưới, ít hơn, nhỏ hơn, thấp hơn, chưa đến, chưa tới, không quá, <',
	scales: { 3: 'nghìn, ngàn, k', 6: 'triệu, tr, củ', 9: 'tỷ, tỉ' },
	currencies: {
		VND: '₫, đồng, vnd, vnđ, đ, tiền việt',
		USD: '$, usd, đô, đô la, đôla, đô-la, mỹ kim',
		EUR: '€, eur, euro',
		CNY: 'nhân dân tệ, tệ, cny',
		RUB: '₽, rúp, rub',
		GBP: '£, bảng anh, gbp',
	},
	numerals: ['một', 'hai', 'ba', 'bốn', '', 'sáu', 'bảy, bẩy', 'tám', 'chín', 'mười', 'mười một', 'mười hai'],
	ordinals: ['thứ nhất', 'thứ hai', 'thứ ba', 'thứ tư'],
	grew: 'tăng trưởng, tốc độ tăng trưởng, tăng, mức tăng, tăng lên, tăng thêm, tỷ lệ tăng trưởng, tăng bao nhiêu',
	fell: 'giảm, mức giảm, sụt giảm, giảm sút, giảm xuống, suy giảm, đi xuống',
	mean: 'trung bình, bình quân, tính trung bình',
	lost: 'mất, để mất, bỏ đi, rời đi',
	cancelled:
		'hủy, bị hủy, đã hủy, đã bị hủy, được hủy, chấm dứt, bị chấm dứt, đã chấm dứt, đã bị chấm dứt, thanh lý, bị thanh lý, đã thanh lý, xin hủy, báo hủy',
	ended: 'đã kết thúc, đã hết hạn',
	owes: 'con nợ, nợ, còn nợ, đang nợ, thiếu, nợ tiền, khoản nợ',
	who: 'ai, người nào, nhân viên nào',
	when: 'khi nào, bao giờ, ngày nào, hôm nào',
	count: 'số lượng, số, tổng số, bao nhiêu cái',
	and: 'và, cùng với, &, +',
	or: 'hay, hoặc, hay là, hoặc là',
	noise: `với, dạo này, lấy, kéo, gửi, gửi tôi, cho mình, giúp mình, cụ thể, chi tiết, khoảng, thôi, nhé bạn, anh em, cái này, chi tiết hơn, của, cho, là, có, bao nhiêu, mấy, gì, nào, những, những gì, sao, ở đâu, tôi, mình, chúng tôi, chúng ta, ta, bạn, xem, cho xem, cho tôi xem, cho mình xem, xin, vui lòng, làm ơn, hãy, giúp xem, tổng, tổng cộng, tất cả, toàn bộ, cả, đã, đang, sẽ, được, bằng, trong, vào, ở, tại, về, với nhau, thì, mà, rằng, đó, kia, ấy,
		nhé, nha, ạ, ơi, à, đi, hả, không, chào, xin chào, cảm ơn, báo cáo, biểu đồ, danh sách, tiền, số tiền, giá trị, lượng, muốn biết, muốn xem, cần, cần biết, biết, kiểm tra, tra, liệt kê, hiển thị, thống kê, bên, phía, lên, xuống, ra, lại, nữa, mỗi người, đều, hiện có, vừa, tính, phần, mức, do, từ phía, còn, thêm, bị, trên tổng, nhiều, cái`,
}
