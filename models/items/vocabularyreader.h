// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Keeps the vocabulary of filter lines: read once it is wanted, and again when it is wanted after the store changed.
// GUI thread.

#include <QObject>

#include "models/data/query/vocabulary.h"

namespace assay {

class QueryRunner;

class VocabularyReader final : public QObject {
    Q_OBJECT

public:
    // The runner must outlive it.
    explicit VocabularyReader(QueryRunner *runner, QObject *parent = nullptr);

    [[nodiscard]] const FilterVocabulary &vocabulary() const { return m_vocabulary; }
    // Cheap when nothing changed. What cannot be read stays as it was: completion is a help, not a promise.
    void refresh();

Q_SIGNALS:
    void changed(const assay::FilterVocabulary &vocabulary);

private:
    QueryRunner *m_runner;
    FilterVocabulary m_vocabulary;
    bool m_stale = true;
    bool m_reading = false;
};

} // namespace assay
