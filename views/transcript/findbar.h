// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What to find in a session, how much of it there is, and the way from one to the next.

#include "views/transcript/foundtext.h"
#include "views/transcript/headbar.h"

class QTimer;
class QToolButton;

namespace assay {

class FindBar final : public HeadBar {
    Q_OBJECT

public:
    explicit FindBar(TranscriptView *view);

    [[nodiscard]] FoundTerms wanted() const; // no terms = nothing
    void setCount(const QString &count, bool nothing);

Q_SIGNALS:
    void changed(); // after a pause in typing, or at once by Enter and the switch
    void walked(int direction);

private:
    QToolButton *addButton(const QString &icon, const QString &name, const QString &tip);
    void report();

    QToolButton *m_case;
    QTimer *m_pause;
    FoundTerms m_reported;
};

} // namespace assay
