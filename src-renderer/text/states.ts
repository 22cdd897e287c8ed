/** How a state is coloured; the colour only ever repeats what the word says. */
export type Tone = 'quiet' | 'active' | 'good' | 'warn' | 'bad'

type State = { readonly tone: Tone; readonly meaning: string }

/** THE table of states, by what they are states of: one word and one colour for each, on every screen. */
const groups = {
  申报与形式审查: {
    未开始: { tone: 'quiet', meaning: '还没有人开始审查' },
    审查中: { tone: 'active', meaning: '已有审查意见，尚未作出结论' },
    通过: { tone: 'good', meaning: '形式审查通过' },
    补交材料中: { tone: 'warn', meaning: '已通知补交材料，等待对方补交' },
    不予受理: { tone: 'bad', meaning: '形式审查结论为不予受理' },
    已撤回: { tone: 'quiet', meaning: '所在的导入已整体撤回，或申报单位已撤回，记录仍保留' },
  },
  签批: {
    待呈批: { tone: 'warn', meaning: '已有结论，还没有呈处长或分管领导签批，结论未生效' },
    待签批: { tone: 'active', meaning: '已列入呈批件，签批还没有登记，结论未生效' },
    已签批: { tone: 'good', meaning: '签批同意已登记，结论生效' },
    已退回: { tone: 'bad', meaning: '签批时未同意，结论未生效，处理后可以再次呈批' },
  },
  推荐会签: {
    起草: { tone: 'quiet', meaning: '本稿由这个单位起草' },
    同意: { tone: 'good', meaning: '对本稿表示同意' },
    有意见: { tone: 'warn', meaning: '对本稿提出意见，不算同意' },
    不同意: { tone: 'bad', meaning: '对本稿表示不同意' },
    未回复: { tone: 'quiet', meaning: '还没有登记对本稿的意见' },
    须重新同意: { tone: 'warn', meaning: '同意过以前的稿，对本稿还没有意见' },
    不需会签: { tone: 'quiet', meaning: '本稿不请这个单位会签' },
    定稿: { tone: 'good', meaning: '两人确认的最后一稿' },
    草稿: { tone: 'active', meaning: '还没有定稿' },
  },
  审查意见: {
    符合: { tone: 'good', meaning: '该项符合要求' },
    不符合: { tone: 'bad', meaning: '该项不符合要求' },
    不适用: { tone: 'quiet', meaning: '该项与本申报无关' },
    待人工: { tone: 'warn', meaning: '机器不能判断，需要人工看过再定' },
    提示: { tone: 'active', meaning: '仅供参考，不影响结论' },
    待复看: { tone: 'warn', meaning: '判定之后申报信息有变化，请再看一遍' },
  },
  补交材料: {
    通知待发出: { tone: 'warn', meaning: '已作出通知补交材料的结论，还没有登记通知是哪天发出的' },
    等待补交: { tone: 'active', meaning: '通知已发出，还没有收到任何一项' },
    部分补交: { tone: 'active', meaning: '收到了一部分，还有没收到的' },
    收齐待审: { tone: 'good', meaning: '各项都已收到或不再需要，等待继续审查' },
    逾期待处理: { tone: 'bad', meaning: '补交期限已过，还有没收到的，由人决定下一步' },
  },
  补交的各项: {
    收到: { tone: 'good', meaning: '该项材料已经收到' },
    部分收到: { tone: 'warn', meaning: '该项材料只收到一部分' },
    未收到: { tone: 'quiet', meaning: '该项材料还没有收到' },
    不需要: { tone: 'quiet', meaning: '该项材料不再需要，原因写在说明里' },
  },
  复核: {
    待复核: { tone: 'warn', meaning: '经办人已送复核，等待没有参加初审的复核人' },
    已复核: { tone: 'good', meaning: '复核与初审一致，或者分歧已经处理，可以作结论' },
    复核有分歧: { tone: 'warn', meaning: '初审与复核不一致，等待经办人采纳或写明理由维持' },
    须再次复核: { tone: 'warn', meaning: '复核之后审查意见或申报内容又有变动' },
  },
  申诉: {
    申诉待处理: { tone: 'warn', meaning: '收到对不予受理的申诉，等待没有参加审查的两人处理' },
    维持原结论: { tone: 'quiet', meaning: '申诉处理意见：维持不予受理' },
    撤销原结论: { tone: 'good', meaning: '申诉处理意见：撤销不予受理，重新审查' },
    申诉已撤回: { tone: 'quiet', meaning: '申诉由提出方撤回，或者原结论已经不在' },
  },
  数据交换: {
    待导入: { tone: 'active', meaning: '核对通过，等待确认导入' },
    已导入: { tone: 'good', meaning: '内容已全部导入本单位' },
    缺前序: { tone: 'warn', meaning: '前面的数据交换包还没有到，本机保存着这一包，缺少的到了就自动导入' },
    不能导入: { tone: 'warn', meaning: '新的部分现在不能导入，原因和办法写在下面' },
    已拒绝: { tone: 'bad', meaning: '核对没有通过，没有导入任何内容' },
    已隔离: { tone: 'bad', meaning: '对方记录前后矛盾，已单独存放，不影响其他数据' },
    已了结: { tone: 'good', meaning: '对方单位已停用那台电脑，矛盾已了结，不需要再办理' },
    对方确认: { tone: 'good', meaning: '对方的回执已收到' },
    未确认: { tone: 'quiet', meaning: '对方的回执还没有收到' },
  },
  诚信与信用核查: {
    未核查: { tone: 'quiet', meaning: '还没有登记过核查，或者登记的是别的单位' },
    有效: { tone: 'good', meaning: '核查在有效期内，没有执行中的惩戒' },
    已过有效期: { tone: 'warn', meaning: '核查过，但有效期已过，须重新核查' },
    无记录: { tone: 'good', meaning: '这次核查没有查到记录' },
    有记录: { tone: 'bad', meaning: '有执行中的记录，没有解除之前相应的审查项不能判为符合' },
    已解除: { tone: 'active', meaning: '记录已由两人写明理由解除，不再影响审查' },
    惩戒期满: { tone: 'quiet', meaning: '惩戒期已过，不再影响审查' },
  },
  请托登记: {
    已登记: { tone: 'active', meaning: '请托和处理情况已登记' },
    已撤销: { tone: 'quiet', meaning: '登记有误，已写明原因撤销，原登记仍保留' },
  },
  按编号附文件: {
    将附上: { tone: 'good', meaning: '文件名中的编号对得上一项申报，确认后附上' },
    待指定: { tone: 'warn', meaning: '文件名中有几个编号或没有编号，请指定是哪一项申报的' },
    对不上: { tone: 'warn', meaning: '文件名中的编号在这个批次里找不到，请指定或不附' },
    已附过: { tone: 'quiet', meaning: '同一份文件已经附在这项申报上，不会重复附上' },
    缺文件: { tone: 'bad', meaning: '这项申报在文件夹中没有文件' },
  },
  批次受理: {
    受理未开始: { tone: 'quiet', meaning: '还没有到受理开始日期' },
    受理中: { tone: 'active', meaning: '今天在受理起止日期之内' },
    受理已截止: { tone: 'quiet', meaning: '受理截止日期已过' },
  },
  账号: {
    在用: { tone: 'good', meaning: '可以登录' },
    已停用: { tone: 'quiet', meaning: '不能再登录或使用，以前的记录仍然有效' },
    密码刚重置: { tone: 'warn', meaning: '重置后 7 天内不能作为第二人共同确认' },
    未开通: { tone: 'quiet', meaning: '账号在本单位另一台工作台上，本机还没有开通登录' },
  },
  本单位工作台: {
    本台: { tone: 'good', meaning: '正在使用的这台工作台' },
    使用中: { tone: 'good', meaning: '本单位的另一台工作台，收到过它的记录' },
    待启用: { tone: 'warn', meaning: '已经许可加入，还没有收到过它的记录' },
    待换钥: { tone: 'warn', meaning: '单位密钥已更换，这台工作台还在用以前的' },
  },
  单位与记录: {
    已核对: { tone: 'good', meaning: '两人已核对该单位的核对码，可以交换数据' },
    未核对: { tone: 'quiet', meaning: '还没有核对该单位的核对码，暂不能交换数据' },
    完好: { tone: 'good', meaning: '核查过，与写入时一致' },
    不可信: { tone: 'bad', meaning: '核查发现与写入时不同，请先不要作为依据' },
    未封存: { tone: 'warn', meaning: '恢复单还没有打印封存' },
    已封存: { tone: 'good', meaning: '恢复单已打印封存，本机不再保存恢复码' },
  },
} as const satisfies Record<string, Record<string, State>>

type Groups = typeof groups
export type StateWord = { [Group in keyof Groups]: keyof Groups[Group] }[keyof Groups]

/** The states by their word. */
export const states: Readonly<Record<StateWord, State>> = Object.assign({}, ...Object.values(groups))

/** The states as people may look them up. */
export const stateGroups: readonly { readonly of: string; readonly words: readonly StateWord[] }[] =
  Object.entries(groups).map(([of, group]) => ({ of, words: Object.keys(group) as StateWord[] }))
