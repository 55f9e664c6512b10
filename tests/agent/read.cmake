# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: Apache-2.0

assay_library(assay_test_readlines read/readlines.cpp read/readlines.h)
target_link_libraries(assay_test_readlines PUBLIC assay_read assay_test_support)

foreach(name claudeusertext linemend readingparts)
  assay_test(tst_${name} SOURCES read/tst_${name}.cpp LIBS assay_read)
endforeach()
foreach(name claudebadlines claudeline claudereader claudesystem claudetoolresult fieldsforscan)
  assay_test(tst_${name} SOURCES read/tst_${name}.cpp LIBS assay_test_readlines)
endforeach()
