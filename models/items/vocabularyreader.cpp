// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: Apache-2.0
#include "models/items/vocabularyreader.h"

#include "models/items/ask.h"

namespace assay {

VocabularyReader::VocabularyReader(QueryRunner *runner, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
{
    connect(runner, &QueryRunner::storeChanged, this, [this] { m_stale = true; });
}

void VocabularyReader::refresh()
{
    if (!m_stale || m_reading)
        return;
    m_stale = false;
    m_reading = true;
    ask<FilterVocabulary>(*m_runner, QueryRunner::Lane::Search, this, false, &readVocabulary,
                          [this](const Result<FilterVocabulary> &read) {
                              m_reading = false;
                              if (!read) {
                                  m_stale = true;
                                  return;
                              }
                              if (*read == m_vocabulary)
                                  return;
                              m_vocabulary = *read;
                              Q_EMIT changed(m_vocabulary);
                          });
}

} // namespace assay
