// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "views/shell/notespanel.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

#include "views/text/visibletext.h"
#include "views/widgets/ground.h"
#include "views/widgets/theme.h"
#include "views/widgets/wording.h"

namespace assay {

using namespace Qt::Literals::StringLiterals;

NotesPanel::NotesPanel(const QList<std::pair<qint64, QString>> &notes, QWidget *parent)
    : PopupPanel(tr("Notes so far"), parent)
{
    const Theme *theme = Theme::instance();
    QStringList lines;
    for (const auto &[at, text] : notes)
        lines.append(timeText(at) + u"   "_s + visibleText(text));
    auto *list = new QPlainTextEdit(lines.join(u'\n'), this);
    list->setAccessibleName(tr("Notes, the latest first"));
    list->setReadOnly(true);
    list->setTabChangesFocus(true);
    list->setFrameShape(QFrame::NoFrame);
    list->setFont(theme->font(Face::Row));
    list->setFixedSize(theme->px(420), theme->px(180));
    setListGround(list, Tone::Pane);
    column()->addWidget(list);
    list->setFocus();
}

} // namespace assay
